/** The fictitious lists of the demonstration, imported as the command line would, and adopted by the test's organisation. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { importListFiles } from "../../src/modules/screening/index.ts";
import { projectRoot } from "../../src/ports/project-root.ts";
import type { TestWorld } from "./world.ts";

export const demoLists = ["demo-un", "demo-ofac", "demo-own"] as const;

export function demoFiles(source: string): { name: string; bytes: Uint8Array }[] {
  const folder = join(projectRoot(), "reference/demonstration/lists", source);
  return readdirSync(folder).sort().map((name) => ({ name, bytes: readFileSync(join(folder, name)) }));
}

/** After this, screening is fresh at the world's clock. */
export async function listsInForce(world: TestWorld): Promise<void> {
  world.configure({ adoptedLists: [...demoLists] });
  for (const source of demoLists) {
    const result = await importListFiles(world, { source, files: demoFiles(source) });
    if (!result.ok) throw new Error(JSON.stringify(result.error));
  }
}
