import { parametersAt, regulationInForce } from "../../../engines/regulation/index.ts";
import { assert } from "../../../kernel/result.ts";
import { specFolder } from "../../../ports/spec-folder.ts";
import type { ReadDesk } from "../../log/index.ts";

/**
 * One number of the regulation as it stands now: the organisation's own, else the one of spec/regulation/parameters in
 * force at this instant. Throws for a key that the regulation does not know.
 */
export function parameterNow(desk: Pick<ReadDesk, "world" | "organisation" | "now">, key: string): number {
  const files = specFolder(desk.world.folders.root, "regulation");
  const value = parametersAt(regulationInForce(files, desk.organisation.parameters), desk.now())?.values[key];
  assert(value !== undefined, `${key} stands in the parameters in force`);
  return value;
}
