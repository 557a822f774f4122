// Goal: the main job runs through the product's own deeds, and what must be refused is refused for its own reason.
// Method: the demonstration's story on a database of its own, with a clock that is held.
import assert from "node:assert/strict";
import { test } from "node:test";
import { playPartnership, prepare } from "../../src/faces/cli/story/plot.ts";
import { Stage, type Teller } from "../../src/faces/cli/story/stage.ts";
import { examplia } from "../../src/faces/cli/story/files.ts";
import * as contributions from "../../src/modules/contributions/index.ts";
import { quarantinesOf } from "../../src/modules/contributions/store-quarantines.ts";
import { receivedMinor } from "../../src/modules/ledger/index.ts";
import { foldedRegister } from "../../src/modules/log/index.ts";
import { entryById } from "../../src/modules/register/store.ts";
import { readBuilt } from "../../src/ports/built.ts";
import { projectRoot } from "../../src/ports/project-root.ts";
import { sayings } from "../../src/ui/catalogue.ts";
import { visit } from "../_build/pages.ts";
import { aWorld } from "../_build/world.ts";

test("carries one partnership from application to the public register", async (t) => {
  const world = await aWorld(t);
  world.configure({ adoptedLists: ["demo-un", "demo-ofac", "demo-own"] });
  const says = sayings({ catalogues: readBuilt(projectRoot()).catalogues, timeZone: "Europe/Paris" });
  const refused: (readonly [string, readonly string[], string])[] = [];
  const did: string[] = [];
  const tell: Teller = {
    chapter: () => {}, did: (who, what) => void did.push(`${who} ${what}`),
    refused: (_who, what, refusal) =>
      void refused.push([refusal.code, refusal.kind === "refused" ? (refusal.clauses ?? []) : [], what]),
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
  assert.deepEqual(refused.map(([code, , what]) => `${code}: ${what}`), mustBeRefused.map(([what, code]) => `${code}: ${what}`));
  for (const [at, [what, , clauses]] of mustBeRefused.entries()) {
    for (const clause of clauses) assert.ok(refused[at]?.[1].includes(clause), `${what}: ${refused[at]?.[1].join(" ")}`);
  }
  await showsTheWrongPayerApart(stage, published[0] ?? "");
});

/** In the order of the story: what is tried, the code of the refusal, and the clauses it names. */
const mustBeRefused: readonly (readonly [string, string, readonly string[]])[] = [
  ["tried to confirm their own dismissal", "screening/not-yours-to-decide", []],
  ["tried to review their own case", "log/not-your-role", []],
  ["who took the file in, and was made director since, tried to decide it", "contributions/forbidden", ["S1", "R24.1"]],
  ["who issued the conclusion, and was made director since, tried to decide it", "contributions/forbidden", ["S3", "R24.1"]],
  ["tried to decide at the very second the conclusion expires", "contributions/forbidden", ["R18.1"]],
  ["tried to accept 500 000.00 EUR alone", "contributions/forbidden", ["R20.1"]],
  ["tried to sign another text than the one decided", "agreements/forbidden", ["R34.2"]],
  ["tried to book one cent more than was agreed", "contributions/over-receipt", []],
  ["who valued the offer tried to post its money", "access/separated-duty", ["S4"]],
];

/** Money of the parent company: kept apart under R26.2, shown so to finance, and no income in books or register. */
async function showsTheWrongPayerApart(stage: Stage, registerId: string): Promise<void> {
  const { world } = stage;
  const { contribution, apart, received } = await world.database.read(async (tx) => {
    const entry = await entryById(tx, registerId);
    assert.ok(entry, registerId);
    const { contribution } = entry;
    return {
      contribution, apart: await quarantinesOf(tx, contribution), received: await receivedMinor(tx, contribution, "EUR"),
    };
  });
  assert.deepEqual(apart.map((one) => [one.payerName, one.amountMinor, one.state, one.clauses]),
    [[examplia.owners[0]?.name, 24_000_000n, "open", ["R26.2"]]]);
  assert.equal(received, 24_000_000n, "once, of the partner itself");
  const { html } = await visit(world, contributions, `/contributions/${contribution}`, { actor: stage.actor("finance-2") });
  assert.match(html, new RegExp(`${examplia.owners[0]?.name}[^]*26\\.2`));
}
