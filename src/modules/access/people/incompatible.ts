import { roles, type Role } from "../../../kernel/roles.ts";

/**
 * Roles that one human may not hold together, over all accounts. Checked when a role is asked for, again when it is
 * applied, and when two person rows are joined. Source: S1, S7, S8, S9, S18 of the separation rules.
 */
export interface RoleRule {
  readonly rule: string;
  readonly a: readonly Role[];
  readonly b: readonly Role[];
  readonly text: string; // message key
}

const technical: readonly Role[] = ["system-administrator", "key-custodian"];
const auditing: readonly Role[] = ["internal-auditor", "external-auditor"];
const outside: readonly Role[] = ["partner-contact", "partner-signatory"];
const named = roles.filter((role) => role !== "public");

function allBut(...left: readonly (readonly Role[])[]): readonly Role[] {
  return named.filter((role) => !left.flat().includes(role));
}

export const incompatible: readonly RoleRule[] = [
  { rule: "S8", a: technical, b: allBut(technical), text: "access.separation.s8" },
  { rule: "S9", a: auditing, b: allBut(auditing), text: "access.separation.s9" },
  { rule: "S7", a: ["ethics-member", "ethics-chair"], b: ["partnership-officer"], text: "access.separation.s7" },
  { rule: "S18", a: outside, b: allBut(outside), text: "access.separation.s18" },
];

/** The first rule that keeps a holder of `held` from `wanted`; null when they go together. */
export function rolesExclude(held: readonly Role[], wanted: Role): { readonly rule: RoleRule; readonly held: Role } | null {
  for (const rule of incompatible) {
    for (const role of held) {
      const pair = (rule.a.includes(role) && rule.b.includes(wanted)) || (rule.b.includes(role) && rule.a.includes(wanted));
      if (pair) return { rule, held: role };
    }
  }
  return null;
}
