import assert from "node:assert/strict";
import { civilPlusDays } from "../../../src/kernel/instants.ts";
import { partnerNamed, textOf, type Walk } from "./walk.ts";

/** The partner offers money for a purpose, on one condition; reads back what was understood, and sends it. */
export async function offers(walk: Walk): Promise<void> {
  const { say, tale } = walk;
  const hand = walk.hand("contact");
  const label = (of: string): string => say(`contributions.field.${of}`);
  const goOn = say("ui.button.continue");
  await hand.open(`${walk.house.address}/my-file`, say("partners.my-file.title"));
  await hand.follow(say("web.nav.offers"), say("contributions.offers"));
  await hand.press(say("contributions.offers.new"), say("contributions.offer.purpose"));

  // Half is missing: the summary takes the focus, what was typed stands, and the link leads to what is missing.
  await hand.write(label("purpose-words"), tale.words.offer);
  await hand.pressInVain(goOn, 1 + 1);
  assert.equal((await hand.to("textbox", label("purpose-words"))).value, tale.words.offer, "nothing typed is lost");
  await hand.write(label("programme"), tale.words.programme);
  await hand.pick(label("purpose"), textOf(walk, "purposes", "training"));
  await hand.press(goOn, say("contributions.offer.amount"));
  await hand.amount(label("amount"), tale.amount);
  await hand.choose(label("earmark"), say("contributions.earmark.none"));
  await hand.press(goOn, say("contributions.offer.terms"));
  const understood = say.money({ minor: tale.valueMinor, currency: "EUR" });
  assert.ok((await hand.read()).includes(spoken(understood)), "the page reads back what was understood");
  await hand.day(label("starts-on"), walk.today);
  await hand.day(label("ends-on"), civilPlusDays(walk.today, 730));
  await hand.write(label("conditions"), tale.words.condition);
  await hand.press(goOn, say("contributions.offer.check"));
  await hand.press(say("contributions.offer.send"), say("contributions.offer.yours"));
  assert.equal(await stateOf(walk), "offered");
}

/** Finance values it, the officer drafts the agreement, legal types the condition and freezes the text. */
export async function prepares(walk: Walk): Promise<void> {
  const { say, tale } = walk;
  const label = (of: string): string => say(`contributions.field.${of}`);
  const one = say("contributions.one-of", { name: tale.name });

  const finance = await walk.person("finance");
  await finance.follow(say("contributions.task.value"), say("contributions.work.valuation"));
  await finance.amount(say("contributions.cost.staff"), "2000");
  await finance.write(label("budget-line"), "2027-TRAIN-04");
  await finance.choose(label("liability"), say("ui.no"));
  await finance.write(label("valuation"), tale.words.valuation);
  await finance.act(say("contributions.work.valuation.deed"), one);
  assert.equal(await stateOf(walk), "valued");

  const officer = await walk.person("officer");
  await officer.follow(say("agreements.task.draft"), say("agreements.new"));
  await officer.day(say("agreements.starts"), walk.today);
  await officer.day(say("agreements.ends"), civilPlusDays(walk.today, 730));
  await officer.act(say("agreements.draft"), say("agreements.title"));

  const legal = await walk.person("legal");
  await legal.follow(say("contributions.task.clear-text"), say("contributions.work.text"));
  await legal.pick(say("contributions.field.type-of", { number: 1 }), say("contributions.condition.return-of-unspent"));
  assert.equal(await legal.act(say("contributions.work.text.deed"), one), "after a gesture");
  await walk.person("legal");
  await legal.follow(say("agreements.task.clear"), say("agreements.title"));
  await legal.act(say("agreements.clear"), say("agreements.title"));
  await walk.settle();
  assert.equal(await stateOf(walk), "pending-decision");
}

/** The authority reads the articles, chooses, says why; the decision is recorded after a gesture of its own. */
export async function decides(walk: Walk): Promise<void> {
  const { say, tale } = walk;
  const title = say("contributions.decision.title", { name: tale.name });
  const authority = await walk.person("secretary-general");
  await authority.follow(say("contributions.task.decide"), title);
  await authority.choose(say("contributions.field.decision"), say("contributions.decide.accept"));
  await authority.write(say("contributions.field.words"), tale.words.decision);
  assert.equal(await authority.act(say("contributions.decision.record"), title), "after a gesture");
  await walk.settle();
  assert.equal(await stateOf(walk), "accepted");
}

export async function stateOf(walk: Walk): Promise<string | undefined> {
  const partner = await partnerNamed(walk);
  const all = await walk.house.stage.ask<{ rows: readonly { contribution: { file: string; state: string } }[] }>(
    "officer", "contributions.list", {});
  return all.rows.find((row) => row.contribution.file === partner)?.contribution.state;
}

function spoken(text: string): string {
  return text.replace(/[\u2066-\u2069\u200e\u200f]/g, "").replace(/\s+/g, " ");
}
