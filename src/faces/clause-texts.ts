import { clauseText, regulationInForce } from "../engines/regulation/index.ts";
import { specFolder } from "../ports/spec-folder.ts";
import type { World } from "../ports/world.ts";
import type { ClauseText } from "../ui/catalogue.ts";

/** Quotes a clause of the regulation in force, under the organisation's own parameters. */
export function clauseTexts(world: World): ClauseText {
  return (clause, lang) => {
    const files = specFolder(world.folders.root, "regulation");
    return clauseText(regulationInForce(files, world.organisation().parameters), clause, lang);
  };
}
