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
