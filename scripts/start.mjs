// Builds when a source is newer than the last build, then runs the product with the arguments given:
// none = serve; `demo` = play the main job; anything else = the command line.
import { existsSync, statSync } from "node:fs";
import { join, dirname } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { filesBelow } from "./files.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const built = join(root, "dist/entente.mjs");

function isStale() {
  if (!existsSync(built) || !existsSync(join(root, "dist/messages/ar.json"))) return true;
  const at = statSync(built).mtimeMs;
  const sources = ["src", "scripts", "verifier"].flatMap((f) => filesBelow(join(root, f), () => true));
  return [...sources, join(root, "package-lock.json")].some((p) => statSync(p).mtimeMs > at);
}

if (isStale()) {
  process.stderr.write("building …\n");
  const { buildAll } = await import("./build.mjs");
  await buildAll();
}
await import(pathToFileURL(built).href);
