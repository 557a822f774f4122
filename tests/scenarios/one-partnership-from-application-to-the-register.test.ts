// Goal: the main job runs through the product's own deeds, and what must be refused is refused for its own reason.
// Method: the demonstration's story on a database of its own, with a clock that is held.
import assert from "node:assert/strict";
import { test } from "node:test";
import { playPartnership, prepare } from "../../src/faces/cli/story/plot.ts";
import { Stage, type Teller } from "../../src/faces/cli/story/stage.ts";
import { foldedRegister } from "../../src/modules/log/index.ts";
import { readBuilt } from "../../src/ports/built.ts";
import { projectRoot } from "../../src/ports/project-root.ts";
import { sayings } from "../../src/ui/catalogue.ts";
import { aWorld } from "../_build/world.ts";

test("carries one partnership from application to the public register", async (t) => {
  const world = await aWorld(t);
  world.configure({ adoptedLists: ["demo-un", "demo-ofac", "demo-own"] });
  const says = sayings({ catalogues: readBuilt(projectRoot()).catalogues, timeZone: "Europe/Paris" });
  const refused: string[] = [];
  const did: string[] = [];
  const tell: Teller = {
    chapter: () => {}, did: (who, what) => void did.push(`${who} ${what}`),
    refused: (_who, what, refusal) => void refused.push(`${refusal.code} ${what}`),
  };
  const trace = { info() {}, warn() {}, fault: (what: string, error: unknown) => t.diagnostic(`${what}: ${String(error)}`) };
  const stage = new Stage({ ...world, trace }, tell, (lang) => says[lang], (ms) => world.clock.forward(ms));
  await prepare(stage);
  const published = await playPartnership(stage);
  assert.equal(published.length, 1);
  const register = await world.database.read((tx) => foldedRegister(tx));
  const [entry] = register.entries;
  assert.equal(entry?.registerId, published[0]);
  const fields = entry?.versions.at(-1)?.fields ?? {};
  assert.equal(fields["valueMinor"], "24000000");
  assert.equal(fields["receivedMinor"], "24000000");
  assert.equal(fields["decidedBy"], "secretary-general");
  assert.deepEqual(register.totals["EUR"], { entries: 1, valueMinor: "24000000", receivedMinor: "24000000" });
  assert.ok(refused.length >= 8, refused.join("\n"));
});
