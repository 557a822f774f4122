import { join } from "node:path";
import { importListFiles } from "../../../modules/screening/index.ts";
import { filesAt } from "../../../ports/disk/list-files.ts";
import type { Stage } from "./stage.ts";

/** Imports the fictitious lists in the official formats, as `entente lists import` does. */
export async function importLists(stage: Stage): Promise<void> {
  const { world } = stage;
  for (const source of world.organisation().adoptedLists) {
    const files = filesAt(join(world.folders.root, "reference/demonstration/lists", source));
    const done = await importListFiles(world, { source, files });
    if (!done.ok) throw new Error(`list ${source} was refused: ${JSON.stringify(done.error)}`);
    stage.tell.did("the system", `imported the list ${source}: ${done.value.entries} entries`);
  }
  await stage.settle();
}
