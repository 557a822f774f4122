import { parametersAt, regulationInForce, type Parameters, type Regulation } from "../../engines/regulation/index.ts";
import type { FourTexts } from "../../kernel/lang.ts";
import { assert } from "../../kernel/result.ts";
import { specFolder } from "../../ports/spec-folder.ts";
import { questionnaireOf } from "../diligence/index.ts";
import type { ReadDesk } from "../log/index.ts";

type Place = Pick<ReadDesk, "world" | "organisation">;

/** The regulation under the organisation's own parameters. */
export function regulationOf(place: Place): Regulation {
  return regulationInForce(specFolder(place.world.folders.root, "regulation"), place.organisation.parameters);
}

/** The parameters in force now. */
export function parametersOf(desk: Place & Pick<ReadDesk, "now">): Parameters {
  const parameters = parametersAt(regulationOf(desk), desk.now());
  assert(parameters !== null, "parameters are in force");
  return parameters;
}

export function parameter(desk: Place & Pick<ReadDesk, "now">, key: string): number {
  const value = parametersOf(desk).values[key];
  assert(value !== undefined, `${key} stands in the parameters`);
  return value;
}

/** What a contribution may be for: the same list that a conclusion of due diligence may cover (R12.2). */
export function purposesOf(world: Place["world"]): Readonly<Record<string, FourTexts>> {
  return questionnaireOf(world).purposes;
}
