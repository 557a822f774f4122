// Screening and diligence on one file: an open hit stops, two people dismiss it, a match reopens.
import assert from "node:assert/strict";
import test from "node:test";
import {
  aReviewedCase, conclusionAsk, on, seen, settled, stands, type BuiltCase,
} from "../../../../tests/_build/diligence.ts";
import { must } from "../../../../tests/_build/partners.ts";
import { aWorld } from "../../../../tests/_build/world.ts";
import type { Actor } from "../../../kernel/actor.ts";
import type { Refusal } from "../../../kernel/refusal.ts";
import type { Result } from "../../../kernel/result.ts";
import { perform } from "../../log/index.ts";
import { deeds as screeningDeeds, openHits } from "../../screening/index.ts";

const listed = { name: "Beton Exemplaire SARL", demoLists: true } as const;
const reason = "Another register number and another town.";

function codeOf<T>(result: Result<T, Refusal>): string {
  return result.ok ? "allowed" : result.error.code;
}

/** Both persons do their step on every open hit of the file. */
async function decideHits(built: BuiltCase, deed: "dismiss-hit" | "confirm-hit"): Promise<void> {
  const { world } = built;
  const definition = screeningDeeds.find((d) => d.name === `screening.${deed}`);
  const triage = screeningDeeds.find((d) => d.name === "screening.triage-hit");
  assert.ok(definition && triage);
  const act = async (actor: Actor, which: typeof definition, hit: string, expectedVersion: number) =>
    (must(await perform(world, actor, which, { hit, expectedVersion, reason })) as { version: number }).version;
  for (const hit of await world.database.read((tx) => openHits(tx, built.partner))) {
    const triaged = await act(built.analyst, triage, hit.id, hit.version);
    const proposed = await act(built.analyst, definition, hit.id, triaged);
    await act(built.compliance, definition, hit.id, proposed);
  }
}

test("refuses a conclusion while a hit is open, and allows it once two people have dismissed it", async (t) => {
  const world = await aWorld(t);
  const built = await aReviewedCase(world, listed);
  assert.ok((await stands(world, built.partner)).openHits > 0);
  assert.equal(codeOf(await on(built, built.compliance, "issue-verdict", conclusionAsk())), "diligence/hits-open");
  await decideHits(built, "dismiss-hit");
  assert.equal((await stands(world, built.partner)).openHits, 0);
  assert.equal(codeOf(await on(built, built.compliance, "issue-verdict", conclusionAsk())), "allowed");
});

test("a match sends the case back, suspects red line (a) and leaves refusal alone", async (t) => {
  const world = await aWorld(t);
  const built = await aReviewedCase(world, listed);
  await decideHits(built, "confirm-hit");
  await settled(world);
  const view = await seen(built);
  assert.equal(view.state, "assessing");
  assert.equal(view.detail?.weighing.mildest, "refused");
  assert.deepEqual(view.detail?.file.redLines.map((r) => [r.letter, r.cause, r.state]), [["a", "confirmed-hit", "suspected"]]);
  assert.equal((await stands(world, built.partner)).redLineSuspected, true);
});
