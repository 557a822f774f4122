import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { join } from "node:path";
import { test } from "node:test";
import { projectRoot } from "../../ports/project-root.ts";

test("a reader that has read enough ends no command: exit code and work stay what they are", async () => {
  const entente = join(projectRoot(), "dist/entente.mjs");
  const child = spawn(process.execPath, [entente, "help"], { stdio: ["ignore", "pipe", "pipe"] });
  child.stdout.destroy(); // gone long before the first word
  let faults = "";
  child.stderr.on("data", (text: Buffer) => (faults += text.toString()));
  const code = await new Promise((done) => child.once("exit", done));
  assert.deepEqual([code, faults], [0, ""]);
});
