import { parametersAt, regulationInForce, type Parameters, type Regulation } from "../../../engines/regulation/index.ts";
import type { Instant } from "../../../kernel/instants.ts";
import { assert } from "../../../kernel/result.ts";
import type { Organisation } from "../../../ports/organisation.ts";
import { specFolder, type SpecFiles } from "../../../ports/spec-folder.ts";
import type { World } from "../../../ports/world.ts";
import { loadQuestionnaire, type Questionnaire } from "./load.ts";

// Read once per folder: the port hands out the same object as long as the product runs.
const questionnaires = new WeakMap<SpecFiles, Questionnaire>();

/** The questionnaire in force. Throws when the folder is faulty: nothing is half asked. */
export function questionnaireOf(world: Pick<World, "folders">): Questionnaire {
  const files = specFolder(world.folders.root, "diligence");
  const known = questionnaires.get(files);
  if (known) return known;
  const read = loadQuestionnaire({
    questionnaire: files["questionnaire.yaml"] ?? "", depth: files["depth.yaml"] ?? "",
  });
  questionnaires.set(files, read);
  return read;
}

/** What a desk offers of the rules: the folder they lie in, the organisation's settings, the instant. */
export interface RuleDesk {
  readonly world: Pick<World, "folders">;
  readonly organisation: Pick<Organisation, "parameters">;
  now(): Instant;
}

/** The regulation under which acts on this installation are judged now. */
export function regulationOf(world: Pick<World, "folders">, organisation: Pick<Organisation, "parameters">): Regulation {
  return regulationInForce(specFolder(world.folders.root, "regulation"), organisation.parameters);
}

/** The numbers and the table of article 20 as they stand now. */
export function parametersOf(desk: RuleDesk): Parameters {
  const parameters = parametersAt(regulationOf(desk.world, desk.organisation), desk.now());
  assert(parameters !== null, "a regulation in force has parameters");
  return parameters;
}

export function parameter(desk: RuleDesk, key: string): number {
  const value = parametersOf(desk).values[key];
  assert(value !== undefined, `${key} stands in the parameters in force`);
  return value;
}
