import type { Role } from "../../kernel/roles.ts";

/** Who reads a case in full: those who assess, advise, decide or control. Source: regulation §5.2, score and verdict. */
export const caseReaders: readonly Role[] = [
  "diligence-analyst", "diligence-reviewer", "compliance-officer", "ethics-member", "ethics-chair", "legal-officer",
  "security-officer", "data-protection-officer", "director", "secretary-general", "executive-member",
  "executive-secretary", "assembly-secretary", "internal-auditor", "external-auditor",
];

/** Who sees that there is a case and what came out, and no more. */
export const outcomeReaders: readonly Role[] = [...caseReaders, "partnership-officer", "finance-officer", "finance-controller"];
