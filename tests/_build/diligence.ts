/**
 * Cases for tests, made through the deeds a person would do: `anOpenCase` (admitted, screened, three people in charge),
 * `anAssessedCase` (answered and sent), `aReviewedCase`, `aConcludedCase`. Names are fictitious; nobody is on a list.
 */
import type { Actor } from "../../src/kernel/actor.ts";
import type { CaseId, PartnerId } from "../../src/kernel/ids.ts";
import type { Refusal } from "../../src/kernel/refusal.ts";
import type { Result } from "../../src/kernel/result.ts";
import type { Role } from "../../src/kernel/roles.ts";
import {
  deeds,
  questionnaireOf,
  questions,
  standing,
  subscribers,
  type CaseView,
} from "../../src/modules/diligence/index.ts";
import { questionsAt } from "../../src/modules/diligence/spec/load.ts";
import type { CaseQuestion } from "../../src/modules/diligence/spec/schema.ts";
import { ask as askQuestion, perform, settle } from "../../src/modules/log/index.ts";
import { systemActor } from "../../src/kernel/actor.ts";
import { subscribers as screeningSubscribers } from "../../src/modules/screening/index.ts";
import type { Depth } from "../../src/engines/scoring/index.ts";
import type { World } from "../../src/ports/world.ts";
import type { TestWorld } from "./world.ts";
import { anActor } from "./actors.ts";
import { declares, listsCheckedAt } from "./contributions.ts";
import { listsInForce } from "./lists.ts";
import { anAdmitted, must, type BuiltPartner, type PartnerSpec } from "./partners.ts";

export interface BuiltCase extends BuiltPartner {
  readonly world: TestWorld;
  readonly caseId: CaseId;
  readonly officer: Actor; // who admitted the application
  readonly analyst: Actor;
  readonly reviewer: Actor;
  readonly compliance: Actor;
}

export interface CaseSpec extends PartnerSpec {
  /** Screens against the fictitious lists of the demonstration instead of one list that names nobody. */
  readonly demoLists?: boolean;
  readonly kinds?: readonly string[];
  readonly valueUpToMinor?: string;
  /** Changes one answer: what is given here replaces the good answer to that question. */
  readonly answers?: Readonly<Record<string, Record<string, unknown>>>;
}

/** Somebody of the organisation whose interests are declared. */
export async function anOfficer(world: World, ...roles: readonly Role[]): Promise<Actor> {
  const actor = await anActor(world, { roles });
  await declares(world, actor);
  return actor;
}

export async function settled(world: World): Promise<void> {
  await settle(world, [...subscribers, ...screeningSubscribers]);
}

/** Runs one deed of diligence by its name, on the version the case has now unless the ask names one. */
export async function on<Answer = { version: number; state: string }>(
  built: BuiltCase,
  actor: Actor,
  name: string,
  ask: Record<string, unknown> = {},
): Promise<Result<Answer, Refusal>> {
  const expectedVersion = (await seen(built)).version;
  return run<Answer>(built.world, actor, name, { caseId: built.caseId, expectedVersion, ...ask });
}

export function run<Answer = { version: number }>(
  world: World,
  actor: Actor,
  name: string,
  ask: unknown,
): Promise<Result<Answer, Refusal>> {
  const definition = deeds.find((d) => d.name === `diligence.${name}`);
  if (!definition) throw new Error(`no deed diligence.${name}`);
  return perform(world, actor, definition, ask) as Promise<Result<Answer, Refusal>>;
}

/** The case as the compliance officer sees it. */
export async function seen(built: BuiltCase, actor: Actor = built.compliance): Promise<CaseView> {
  const view = await asked<CaseView>(built.world, actor, "case", { caseId: built.caseId });
  if (!view) throw new Error("the case is not there");
  return view;
}

export function asked<Answer>(world: World, actor: Actor, name: string, ask: unknown): Promise<Answer | null> {
  const definition = questions.find((q) => q.name === `diligence.${name}`);
  if (!definition) throw new Error(`no question diligence.${name}`);
  return askQuestion(world, actor, definition, ask) as Promise<Answer | null>;
}

export function stands(world: World, partner: PartnerId) {
  return world.database.read((tx) => standing(tx, partner, world.clock.now()));
}

/** Admitted, its case opened by the subscriber, lists checked now, three people in charge, the scope drawn. */
export async function anOpenCase(world: TestWorld, spec: CaseSpec = {}): Promise<BuiltCase> {
  if (spec.demoLists) await listsInForce(world);
  else world.configure({ adoptedLists: ["un"] });
  const people = {
    analyst: await anOfficer(world, "diligence-analyst"),
    reviewer: await anOfficer(world, "diligence-reviewer"),
    compliance: await anOfficer(world, "compliance-officer"),
  };
  const admitted = await anAdmitted(world, spec);
  await settled(world);
  if (!spec.demoLists) await listsCheckedAt(world, world.clock.now());
  const list = await asked<{ cases: { id: CaseId; file: string }[] }>(world, people.compliance, "cases", {});
  const caseId = list?.cases.find((c) => c.file === admitted.partner)?.id;
  if (!caseId) throw new Error("an admitted application opens a case");
  const built = { ...admitted, ...people, world, caseId };
  must(
    await on(built, people.compliance, "assign-people", {
      analyst: people.analyst.accountId,
      reviewer: people.reviewer.accountId,
      complianceOfficer: people.compliance.accountId,
    }),
  );
  must(await on(built, people.analyst, "draw-scope", scopeAsk(spec)));
  return built;
}

export function scopeAsk(spec: CaseSpec = {}): Record<string, unknown> {
  return {
    kinds: spec.kinds ?? ["funding"],
    purposes: ["training", "cybercrime"],
    valueUpToMinor: spec.valueUpToMinor ?? "4000000",
    softwareTouchesData: false,
    threatExchange: false,
  };
}

export const tinyDocument = {
  name: "extract.pdf",
  contentBase64: Buffer.from("%PDF-1.7\n% fictitious extract\n").toString("base64"),
};

export function evidenceAsk(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    grade: "E3",
    source: "Register of the Example court",
    url: null,
    note: null,
    capturedOn: "2027-03-01",
    document: tinyDocument,
    corrects: null,
    ...changes,
  };
}

/** One official extract that carries every answer. */
export async function anExtract(built: BuiltCase, changes: Record<string, unknown> = {}): Promise<string> {
  return must(await on<{ evidence: string }>(built, built.analyst, "add-evidence", evidenceAsk(changes))).evidence;
}

/** The best answer there is: met, or 0, every fact "no". */
export function goodAnswer(question: CaseQuestion, evidence: readonly string[]): Record<string, unknown> {
  const isGate = question.criterion === "S";
  return {
    question: question.id,
    value: isGate ? "satisfied" : "scored",
    score: isGate ? null : 0,
    reason: "As the extract shows.",
    evidence,
    facts: Object.fromEntries(
      question.facts.map((fact) => [
        fact.id,
        fact.kind === "yes-no"
          ? { holds: false, ...(fact.needsReason ? { reason: "Nothing of the kind." } : {}) }
          : { shareBps: 0 },
      ]),
    ),
  };
}

/** Answers everything the depth asks, with the changes of the spec. */
export async function answerAll(built: BuiltCase, spec: CaseSpec & { depth?: Depth } = {}): Promise<string> {
  const evidence = await anExtract(built);
  for (const question of questionsAt(questionnaireOf(built.world), spec.depth ?? "basic")) {
    await answer(built, question.id, { evidence: [evidence], ...(spec.answers?.[question.id] ?? {}) });
  }
  return evidence;
}

/** One answer: good unless changed. */
export async function answer(built: BuiltCase, id: string, changes: Record<string, unknown> = {}): Promise<void> {
  must(await tryAnswer(built, id, changes));
}

export function tryAnswer(built: BuiltCase, id: string, changes: Record<string, unknown> = {}, actor?: Actor) {
  const question = questionsAt(questionnaireOf(built.world), "enhanced").find((q) => q.id === id);
  if (!question) throw new Error(`no question ${id}`);
  return on(built, actor ?? built.analyst, "give-answer", { ...goodAnswer(question, []), ...changes });
}

export async function anAssessedCase(
  world: TestWorld,
  spec: CaseSpec & { depth?: Depth } = {},
): Promise<BuiltCase & { evidence: string }> {
  const built = await anOpenCase(world, spec);
  const evidence = await answerAll(built, spec);
  must(await on(built, built.analyst, "send-to-review"));
  return { ...built, evidence };
}

export async function aReviewedCase(
  world: TestWorld,
  spec: CaseSpec & { depth?: Depth } = {},
): Promise<BuiltCase & { evidence: string }> {
  const built = await anAssessedCase(world, spec);
  must(await on(built, built.reviewer, "approve-assessment"));
  return built;
}

export function conclusionAsk(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    outcome: "cleared",
    reason: "All three criteria were tested and passed.",
    purposes: ["training"],
    partnerWords: null,
    ...changes,
  };
}

export async function aConcludedCase(
  world: TestWorld,
  spec: CaseSpec & { depth?: Depth } = {},
): Promise<BuiltCase & { evidence: string }> {
  const built = await aReviewedCase(world, spec);
  must(await on(built, built.compliance, "issue-verdict", conclusionAsk()));
  return built;
}

/** The timer's deed. */
export function expire(world: World): Promise<Result<{ expired: number }, Refusal>> {
  return run<{ expired: number }>(world, systemActor, "expire-verdicts", {});
}

/** A condition that answers the risk of one question. */
export function conditionAsk(question: string): Record<string, unknown> {
  return {
    question,
    words: "A policy in force.",
    ownerWords: "The partner's secretary",
    dueOn: "2027-06-30",
    testWords: "The policy is published.",
  };
}
