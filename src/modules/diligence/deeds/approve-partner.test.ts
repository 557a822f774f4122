// Goal: while a bureau waits for its answer nobody decides on the partner; once it is answered the decision is free again.
import assert from "node:assert/strict";
import test from "node:test";
import { anActor } from "../../../../tests/_build/actors.ts";
import { aConcludedCase, anOfficer, run, type BuiltCase } from "../../../../tests/_build/diligence.ts";
import { must } from "../../../../tests/_build/partners.ts";
import { aWorld } from "../../../../tests/_build/world.ts";
import type { Actor } from "../../../kernel/actor.ts";
import { deeds as accessDeeds } from "../../access/index.ts";
import { perform } from "../../log/index.ts";
import { partnerOf } from "../../partners/index.ts";

const partnerNow = (built: BuiltCase) => built.world.database.read((tx) => partnerOf(tx, built.partner));

async function decide(built: BuiltCase, actor: Actor, deed: "approve-partner" | "decline-partner") {
  const partner = await partnerNow(built);
  const words = deed === "decline-partner" ? "The programme does not fit this year." : null;
  return run(built.world, actor, deed, { partner: built.partner, expectedVersion: partner?.version ?? 0, words });
}

async function onObjection(built: BuiltCase, actor: Actor, name: string, ask: object): Promise<{ objection: string }> {
  const definition = accessDeeds.find((d) => d.name === `access.${name}`);
  assert.ok(definition, name);
  return must(await perform(built.world, actor, definition, ask)) as { objection: string };
}

for (const kind of ["objection", "warning"] as const) {
  test(`an open ${kind} of a bureau stops every decision on the partner; its answer lets it pass`, async (t) => {
    const world = await aWorld(t);
    const built = await aConcludedCase(world);
    const bureau = await anActor(world, { roles: ["national-bureau"], country: "FR" });
    const { objection } = await onObjection(built, bureau, "raise-objection", {
      file: built.partner, kind, words: "We ask you to wait for the audit of this body.",
    });
    const director = await anOfficer(world, "director");
    for (const deed of ["approve-partner", "decline-partner"] as const) {
      const stopped = await decide(built, director, deed);
      assert.deepEqual(stopped.ok ? "done" : stopped.error,
        { kind: "refused", code: "diligence/objection-unanswered", facts: { count: 1 } });
      assert.equal((await partnerNow(built))?.state, "decision-ready", deed);
    }
    const officer = await anActor(world, { roles: ["partnership-officer"] });
    await onObjection(built, officer, "answer-objection", {
      objection, expectedVersion: 1, answer: "Read with thanks; the audit was published and is clean.",
    });
    must(await decide(built, director, "approve-partner"));
    assert.equal((await partnerNow(built))?.state, "active");
  });
}
