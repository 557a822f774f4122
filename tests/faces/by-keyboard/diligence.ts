import assert from "node:assert/strict";
import { questionnaireOf } from "../../../src/modules/diligence/index.ts";
import { partnerOf } from "../../../src/modules/partners/index.ts";
import type { Hand } from "../../_build/hand.ts";
import { pdf } from "./application.ts";
import { partnerNamed, textOf, type Walk } from "./walk.ts";

/** Three people are put in charge; the scope is drawn; evidence is added and every question answered on it. */
export async function assesses(walk: Walk): Promise<void> {
  const { say, tale, house } = walk;
  const name = { name: tale.name };
  const file = say("diligence.case.page-title", name);
  const label = (of: string): string => say(`diligence.field.${of}`);

  const chief = await walk.person("compliance");
  await chief.follow(say("diligence.task.assign", name), file);
  await chief.follow(say("diligence.people.link"), say("diligence.people.title", name));
  for (const [seat, key] of [["analyst", "analyst"], ["reviewer", "reviewer"], ["complianceOfficer", "compliance"]] as const) {
    await chief.pick(label(seat), house.stage.actor(key).name);
  }
  await chief.act(say("diligence.people.deed"), file);

  const analyst = await walk.person("analyst");
  await analyst.follow(say("diligence.task.analyse", name), file);
  await analyst.follow(say("diligence.scope.link"), say("diligence.scope.title", name));
  await analyst.tick(label("kinds"), say("diligence.kind.funding"));
  await analyst.tick(label("purposes"), textOf(walk, "purposes", "training"));
  await analyst.amount(label("valueUpTo"), "40000");
  await analyst.choose(label("softwareTouchesData"), say("ui.no"));
  await analyst.choose(label("threatExchange"), say("ui.no"));
  await analyst.act(say("diligence.scope.deed"), file);
  await addsEvidence(walk, analyst);
  await answersAll(walk, analyst);
  await analyst.follow(say("diligence.send.link"), say("diligence.send.title", name));
  await analyst.act(say("diligence.send.deed"), file);
}

async function addsEvidence({ say, tale, today }: Walk, analyst: Hand): Promise<void> {
  const label = (of: string): string => say(`diligence.field.${of}`);
  await analyst.follow(say("diligence.evidence.link"), say("diligence.evidence.title"));
  await analyst.choose(label("grade"), say("diligence.grade.E3"));
  await analyst.write(label("source"), tale.words.source);
  await analyst.day(label("capturedOn"), today);
  await analyst.attach(label("document"), pdf("extract"));
  await analyst.act(say("diligence.evidence.deed"), say("diligence.case.page-title", { name: tale.name }));
}

/** The case leads from one unanswered question to the next until none is left. The first is answered in part at first. */
async function answersAll(walk: Walk, analyst: Hand): Promise<void> {
  const { say, tale } = walk;
  const file = say("diligence.case.page-title", { name: tale.name });
  const record = say("diligence.give-answer.deed");
  const next = say("diligence.next-question.link");
  let answered = 0;
  while ((await analyst.read()).includes(next) && answered < byHand[tale.lang]) {
    await analyst.follow(next);
    const question = questionOn(walk, await analyst.page.title());
    const value = question.criterion === "S" ? "diligence.answer.satisfied" : "diligence.score.0";
    await analyst.choose(say("diligence.field.value"), say(value));
    await analyst.write(say("diligence.field.reason"), tale.words.answer);
    if (answered === 0) await leavesAFactOut(walk, analyst, question);
    for (const fact of question.facts) await answersFact(walk, analyst, fact);
    await analyst.tick(say("diligence.field.evidence"), `E3 · ${tale.words.source}`);
    await analyst.act(record, file);
    answered += 1;
  }
  assert.equal(answered, byHand[tale.lang]);
  if (answered < asked) await answersTheRestByDeeds(walk, analyst);
  assert.ok(!(await analyst.read()).includes(next), "the basic depth asks fifteen answers, and all are given");
}

const asked = 15; // what the basic depth asks
const byHand = { fr: asked, ar: 5 } as const;

interface CaseOf {
  readonly version: number;
  readonly detail: {
    readonly weighing: { readonly unanswered: readonly string[] };
    readonly file: { readonly evidence: readonly { readonly id: string }[] };
  };
}

async function answersTheRestByDeeds(walk: Walk, analyst: Hand): Promise<void> {
  const { house, say, tale } = walk;
  const { stage } = house;
  const caseId = /\/cases\/([^/?#]+)/.exec(analyst.page.url())?.[1] ?? "";
  const { gate, indicators } = questionnaireOf(house.world);
  const view = (): Promise<CaseOf> => stage.ask<CaseOf>("analyst", "diligence.case", { caseId });
  for (const id of (await view()).detail.weighing.unanswered) {
    const question = [...gate, ...indicators].find((one) => one.id === id);
    const { version, detail } = await view();
    const facts = (question?.facts ?? []).map((fact) => [
      fact.id, fact.kind === "share-bps" ? { shareBps: 0 } : { holds: false, reason: tale.words.answer },
    ]);
    const isGate = question?.criterion === "S";
    await stage.do("analyst", "diligence.give-answer", {
      caseId, expectedVersion: version, question: id, value: isGate ? "satisfied" : "scored", score: isGate ? null : 0,
      reason: tale.words.answer, facts: Object.fromEntries(facts), evidence: detail.file.evidence.map((piece) => piece.id),
    });
  }
  await walk.person("analyst");
  await analyst.follow(say("diligence.task.analyse", { name: tale.name }), say("diligence.case.page-title", { name: tale.name }));
}

type Question = ReturnType<typeof questionOn>;

/** What is left out is named in the summary by its own words, and the way there is one key. */
async function leavesAFactOut({ say, tale }: Walk, analyst: Hand, question: Question): Promise<void> {
  const [fact] = question.facts;
  assert.ok(fact, "the first question asks a fact");
  await analyst.pressInVain(say("diligence.give-answer.deed"), 1);
  const line = say("ui.faults.line", { label: fact.text[tale.lang], fault: say("fault.not-chosen") });
  const at = await analyst.toFault(line);
  assert.ok(at.role === "radio" && at.groups.includes(fact.text[tale.lang]), `the summary leads to ${at.role} of ${at.groups[0]}`);
}

async function answersFact({ say, tale }: Walk, analyst: Hand, fact: Question["facts"][number]): Promise<void> {
  const text = fact.text[tale.lang];
  if (fact.kind === "share-bps") return analyst.write(text, "0");
  await analyst.choose(text, say("ui.no"));
  if (fact.needsReason) await analyst.write(say("diligence.field.factReasonOf", { fact: text }), tale.words.answer);
}

/** The question a page is titled with. */
function questionOn({ house }: Walk, title: string) {
  const { gate, indicators } = questionnaireOf(house.world);
  const found = [...gate, ...indicators].find((question) => title.startsWith(`${question.id} `));
  if (!found) throw new Error(`"${title}" asks nothing`);
  return found;
}

/** Another person reviews, a third issues the conclusion, and the authority by risk takes the partner on. */
export async function concludes(walk: Walk): Promise<void> {
  const { say, tale, house } = walk;
  const name = { name: tale.name };
  const file = say("diligence.case.page-title", name);

  const reviewer = await walk.person("reviewer");
  await reviewer.follow(say("diligence.task.review", name), file);
  await reviewer.follow(say("diligence.review.link"), say("diligence.review.title", name));
  await reviewer.act(say("diligence.review.deed"), file);

  const issuer = await walk.person("compliance");
  await issuer.follow(say("diligence.task.conclude", name), file);
  await issuer.follow(say("diligence.conclusion.link"), say("diligence.conclusion.title", name));
  await issuer.choose(say("diligence.field.outcome"), say("diligence.outcome.cleared"));
  await issuer.write(say("diligence.field.reason20"), tale.words.conclusion);
  assert.equal(await issuer.act(say("diligence.conclusion.deed"), file), "after a gesture");
  await walk.settle();

  const director = await walk.person("director");
  await director.follow(say("diligence.task.decide", name), say("diligence.approval.title", name));
  await director.act(say("diligence.approval.deed"), say("diligence.approval.title", name));
  await walk.settle();
  const partner = await partnerNamed(walk);
  assert.equal((await house.world.database.read((tx) => partnerOf(tx, partner)))?.state, "active");
}
