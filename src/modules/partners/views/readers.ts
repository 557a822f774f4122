import type { Role } from "../../../kernel/roles.ts";

/** Who may read whose file; need-to-know per file comes on top (access.seesFile). */
export const partnerSide: readonly Role[] = ["partner-contact", "partner-signatory"];

/** §5.2, column "application": reads. Auditors read all; administrators and the public nothing. */
export const officerSide: readonly Role[] = [
  "partnership-officer", "diligence-analyst", "diligence-reviewer", "compliance-officer", "ethics-member", "ethics-chair",
  "legal-officer", "security-officer", "data-protection-officer", "director", "secretary-general", "executive-member",
  "executive-secretary", "assembly-secretary", "internal-auditor", "external-auditor",
];
