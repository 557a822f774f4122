import type { FourTexts } from "../../kernel/lang.ts";
import { questionnaireOf } from "../diligence/index.ts";
import type { RulePlace } from "../log/index.ts";

/** What a contribution may be for: the same list that a conclusion of due diligence may cover (R12.2). */
export function purposesOf(world: RulePlace["world"]): Readonly<Record<string, FourTexts>> {
  return questionnaireOf(world).purposes;
}
