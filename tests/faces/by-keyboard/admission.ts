import assert from "node:assert/strict";
import { partnerOf } from "../../../src/modules/partners/index.ts";
import { openHits } from "../../../src/modules/screening/index.ts";
import { partnerNamed, type Walk } from "./walk.ts";

/** The partnership officer finds the application on the desk, reads what the gate says, and admits it. */
export async function admits(walk: Walk): Promise<void> {
  const { say, tale, house } = walk;
  const hand = await walk.person("officer");
  await hand.follow(say("partners.task.review-application"), say("partners.review.title", { name: tale.name }));
  assert.ok((await hand.read()).includes(say("partners.gate.outcome-passed")), "the gate is on the page");
  await hand.press(say("partners.admit.button"));
  await walk.settle();
  const partner = await partnerNamed(walk);
  const now = await house.world.database.read((tx) => partnerOf(tx, partner));
  assert.equal(now?.state, "in-diligence");
}

/** A hit is looked at and its dismissal proposed by the analyst; another person, from compliance, confirms. */
export async function clearsTheHit(walk: Walk): Promise<void> {
  const { say, tale, house } = walk;
  const partner = await partnerNamed(walk);
  const open = (): Promise<readonly unknown[]> => house.world.database.read((tx) => openHits(tx, partner));
  assert.equal((await open()).length, 1, "one owner sounds like somebody on a list");
  const title = say("screening.hit.title", { name: tale.listed.name });

  const analyst = await walk.person("analyst-2");
  await analyst.follow(say("screening.task.look"), title);
  await analyst.write(say("screening.hit.reason"), tale.words.hit);
  await analyst.act(say("screening.move.triage"), title);
  await analyst.write(say("screening.hit.reason"), tale.words.hit);
  await analyst.act(say("screening.move.propose-dismissal"), title);
  assert.equal((await open()).length, 1, "one person clears nothing");

  const second = await walk.person("compliance-2");
  await second.follow(say("screening.task.decide"), title);
  await second.write(say("screening.hit.reason"), tale.words.hit);
  await second.act(say("screening.move.dismiss"), title);
  assert.equal((await open()).length, 0);
}
