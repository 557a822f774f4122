import type { Role } from "../../../kernel/roles.ts";

/**
 * Need-to-know per partner's file. `all`: the duty of the role spans every file. `pool`: every file until somebody of
 * that role is assigned to it, then only the assigned. `assigned`: only after an assignment. Absent: never.
 * Source: regulation §5.2, S8, S14 of security (a system administrator reads no file).
 */
export const seeing: Readonly<Partial<Record<Role, "all" | "pool" | "assigned">>> = {
  "partnership-officer": "all",
  "diligence-analyst": "pool",
  "diligence-reviewer": "pool",
  "compliance-officer": "all",
  "ethics-member": "assigned",
  "ethics-chair": "assigned",
  "legal-officer": "all",
  "security-officer": "all",
  "data-protection-officer": "all",
  "human-resources": "assigned",
  "asset-officer": "assigned",
  "finance-officer": "all",
  "finance-controller": "all",
  "director": "all",
  "secretary-general": "all",
  "executive-member": "all",
  "executive-secretary": "all",
  "assembly-secretary": "all",
  "exchange-officer": "assigned",
  "register-editor": "all",
  "internal-auditor": "all",
  "external-auditor": "all",
};
