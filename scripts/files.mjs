import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/** Every file below `folder` whose path passes `wanted`, sorted so that builds repeat byte for byte. */
export function filesBelow(folder, wanted) {
  if (!existsSync(folder)) return [];
  const found = [];
  for (const name of readdirSync(folder).sort()) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) found.push(...filesBelow(path, wanted));
    else if (wanted(path)) found.push(path);
  }
  return found;
}
