import { loadRegulation, withOverrides, type Regulation } from "../../../engines/regulation/index.ts";
import { assert } from "../../../kernel/result.ts";
import type { Organisation } from "../../../ports/organisation.ts";
import { specFolder, type SpecFiles } from "../../../ports/spec-folder.ts";
import type { World } from "../../../ports/world.ts";
import { loadQuestionnaire, type Questionnaire } from "./load.ts";

// Read once per folder: the port hands out the same object as long as the product runs.
const questionnaires = new WeakMap<SpecFiles, Questionnaire>();
const regulations = new WeakMap<SpecFiles, { base: Regulation; settings: Map<string, Regulation> }>();

/** The questionnaire in force. Throws when the folder is faulty: the file then stops, nothing is half asked. */
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

/**
 * The regulation in force, under the organisation's own parameters where it set some. Settings may hold keys of other
 * modules; only those that the regulation knows replace its numbers.
 */
export function regulationOf(world: Pick<World, "folders">, organisation: Pick<Organisation, "parameters">): Regulation {
  const files = specFolder(world.folders.root, "regulation");
  let known = regulations.get(files);
  if (!known) {
    const loaded = loadRegulation(files);
    assert(loaded.ok, "spec/regulation is whole");
    known = { base: loaded.value, settings: new Map() };
    regulations.set(files, known);
  }
  const { base, settings } = known;
  const keys = Object.keys(organisation.parameters).filter((key) => base.parameters.every((p) => key in p.values)).sort();
  const overrides = Object.fromEntries(keys.map((key) => [key, organisation.parameters[key] ?? 0]));
  const name = JSON.stringify(overrides);
  const held = settings.get(name);
  if (held) return held;
  const replaced = withOverrides(base, overrides);
  assert(replaced.ok, "settings were checked when they were made");
  settings.set(name, replaced.value);
  return replaced.value;
}
