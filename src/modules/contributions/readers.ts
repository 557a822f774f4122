import { hasRole, type Actor } from "../../kernel/actor.ts";
import type { Role } from "../../kernel/roles.ts";

/** Officers who may read a contribution; need-to-know per file comes on top. Source: regulation §5.2. */
export const officers: readonly Role[] = [
  "partnership-officer", "diligence-analyst", "diligence-reviewer", "compliance-officer", "legal-officer",
  "security-officer", "data-protection-officer", "finance-officer", "finance-controller", "director", "secretary-general",
  "executive-member", "executive-secretary", "assembly-secretary", "internal-auditor", "external-auditor",
];

/** Those who examine, decide or audit: they also see facts marked `seenBy: decision`. */
const insiders: readonly Role[] = [
  "diligence-analyst", "diligence-reviewer", "compliance-officer", "legal-officer", "director", "secretary-general",
  "executive-member", "executive-secretary", "assembly-secretary", "internal-auditor", "external-auditor",
];

export function seesDecisionFacts(actor: Actor): boolean {
  return hasRole(actor, ...insiders);
}
