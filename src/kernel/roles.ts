/** The roles of the organisation's rule book (regulation.md names them; access/ says what each may do). */
export const roles = [
  "partner-contact", "partner-signatory", // PA, PS
  "partnership-officer", // PO
  "diligence-analyst", "diligence-reviewer", "compliance-officer", // DA, DR, CO
  "ethics-member", "ethics-chair", // EM, EH
  "legal-officer", "security-officer", "data-protection-officer", "human-resources", "asset-officer", // LO SO DP HR AO
  "finance-officer", "finance-controller", // FO, FC
  "director", "secretary-general", "executive-member", "executive-secretary", "assembly-secretary", // DIR SG EC ES GS
  "exchange-officer", "register-editor", // TX, RE
  "internal-auditor", "external-auditor", // IA, XA
  "system-administrator", "key-custodian", // SA, KC
  "national-bureau", // NB: bound to one country
  "public",
] as const;
export type Role = (typeof roles)[number];

export function isRole(value: unknown): value is Role {
  return typeof value === "string" && (roles as readonly string[]).includes(value);
}
