import assert from "node:assert/strict";
import { test } from "node:test";
import { readArguments } from "./command.ts";

test("options take the next word unless it is another option", () => {
  assert.deepEqual(readArguments(["lists", "import", "--out", "dir", "--yes", "--list", "un"]), {
    args: ["lists", "import"], options: { out: "dir", yes: true, list: "un" },
  });
  assert.deepEqual(readArguments(["demo", "--out"]), { args: ["demo"], options: { out: true } });
});
