import { civilDateIn } from "../../../kernel/instants.ts";
import type { PartnerId } from "../../../kernel/ids.ts";
import { openHits } from "../../../modules/screening/index.ts";
import type { PartKeyed } from "./apply.ts";
import type { Stage } from "./stage.ts";

interface CaseView {
  readonly id: string;
  readonly version: number;
  readonly file: string;
  readonly partnerVersion: number;
  readonly detail: null | {
    readonly weighing: {
      readonly level: string;
      readonly depth: string;
      readonly rows: readonly {
        readonly question: {
          readonly id: string;
          readonly criterion: string;
          readonly facts: readonly { readonly id: string; readonly kind?: string }[];
        };
        readonly answer: unknown;
      }[];
    };
  };
}

/** Everybody declares their interests first: without that nobody decides anything (article 23). */
export async function declareInterests(stage: Stage, keys: readonly string[]): Promise<void> {
  for (const key of keys)
    await stage.do(key, "interests.declare-interests", { file: null, grounds: [], note: "" });
  stage.tell.did(`${keys.length} people`, "declared their interests for the year");
}

/** Two people say why each hit is somebody else. */
export async function dismissHits(stage: Stage, partner: string): Promise<void> {
  const file = partner as PartnerId;
  const hits = await stage.world.database.read((tx) => openHits(tx, file));
  for (const hit of hits) {
    const reason = "Born in another year and another country; not the listed person.";
    const triaged = await stage.do<{ version: number }>("analyst-2", "screening.triage-hit", {
      hit: hit.id,
      expectedVersion: hit.version,
      reason,
    });
    const ask = { hit: hit.id, expectedVersion: triaged.version, reason };
    const first = await stage.do<{ version: number }>(
      "analyst-2",
      "screening.dismiss-hit",
      ask,
      "proposed to dismiss a hit, with the reason",
    );
    await stage.refused(
      "analyst-2",
      "screening.dismiss-hit",
      { ...ask, expectedVersion: first.version },
      {
        code: "screening/not-yours-to-decide",
        what: "tried to confirm their own dismissal",
      },
    );
    await stage.do(
      "compliance-2",
      "screening.dismiss-hit",
      { ...ask, expectedVersion: first.version },
      "confirmed the dismissal as second person",
    );
  }
}

/** One case from assignment to conclusion. Returns the case's id. */
export async function runCase(
  stage: Stage,
  part: PartKeyed,
  ask: { partner: string; until?: "answered" | "reviewed" | "issued" },
): Promise<string> {
  const caseId = await caseOf(stage, ask.partner);
  const step = stepper(stage, caseId);
  await step("compliance", "assign-people", {
    analyst: stage.account("analyst"),
    reviewer: stage.account("reviewer"),
    complianceOfficer: stage.account("compliance"),
  });
  await step("analyst", "draw-scope", {
    kinds: ["funding"],
    purposes: part.purposes,
    valueUpToMinor: part.valueUpToMinor,
    softwareTouchesData: false,
    threatExchange: false,
  });
  await answerAll(stage, step, caseId);
  if (ask.until === "answered") return caseId;
  await step("analyst", "send-to-review", {});
  await stage.refused(
    "analyst",
    "diligence.approve-assessment",
    { caseId, expectedVersion: (await view(stage, "analyst", caseId)).version },
    {
      code: "log/not-your-role",
      what: "tried to review their own case",
    },
  );
  await step("reviewer", "approve-assessment", {});
  stage.tell.did(stage.actor("reviewer").name, "reviewed the case as a second pair of eyes");
  if (ask.until === "reviewed") return caseId;
  await step("compliance", "issue-verdict", {
    outcome: "cleared",
    reason: "Every criterion passed on evidence of an official register or better.",
    purposes: part.purposes,
    partnerWords: null,
  });
  const level = (await view(stage, "compliance", caseId)).detail?.weighing.level ?? "";
  stage.tell.did(stage.actor("compliance").name, `issued the conclusion: cleared, risk ${level}`);
  await stage.settle();
  return caseId;
}

async function caseOf(stage: Stage, partner: string): Promise<string> {
  const found = await stage.ask<{ cases: readonly { id: string; file: string }[] }>(
    "compliance",
    "diligence.cases",
    {},
  );
  const cases = Array.isArray(found) ? (found as { id: string; file: string }[]) : found.cases;
  const mine = cases.find((c) => c.file === partner);
  if (!mine) throw new Error("the case of an admitted application was not opened");
  return mine.id;
}

export function view(stage: Stage, key: string, caseId: string): Promise<CaseView> {
  return stage.ask<CaseView>(key, "diligence.case", { caseId });
}

/** Does one deed of the case with the version it has now. */
function stepper(stage: Stage, caseId: string) {
  return async (key: string, deed: string, ask: object): Promise<Record<string, unknown>> => {
    const { version } = await view(stage, key, caseId);
    return stage.do(key, `diligence.${deed}`, { caseId, expectedVersion: version, ...ask });
  };
}

/** One piece of evidence of an official register carries the answers; some indicators are minor and remedied. */
async function answerAll(stage: Stage, step: ReturnType<typeof stepper>, caseId: string): Promise<void> {
  const capturedOn = civilDateIn(stage.world.clock.now(), stage.world.organisation().timeZone);
  const added = await step("analyst", "add-evidence", {
    grade: "E3",
    source: "Extract of the Example register of companies",
    url: null,
    note: "Certified copy, all pages",
    capturedOn,
    document: {
      name: "extract.pdf",
      contentBase64: Buffer.from("%PDF-1.7\n% Fictitious register extract\n%%EOF\n").toString("base64"),
    },
    corrects: null,
  });
  const evidence = [String(added["evidence"])];
  const { detail } = await view(stage, "analyst", caseId);
  const rows = detail?.weighing.rows ?? [];
  for (const { question } of rows) {
    const isGate = question.criterion === "S";
    const facts = Object.fromEntries((question.facts ?? []).map((fact) => [fact.id, factOf(fact)]));
    await step("analyst", "give-answer", {
      question: question.id,
      value: isGate ? "satisfied" : "scored",
      score: isGate ? null : minor.has(question.id) ? 1 : 0,
      reason: "As the certified extract and its annexes show.",
      facts,
      evidence,
    });
  }
  stage.tell.did(
    stage.actor("analyst").name,
    `answered ${rows.length} questions on graded evidence (${detail?.weighing.depth ?? ""} depth)`,
  );
}

const minor = new Set(["A1", "B1", "C1", "C4"]);

function factOf(fact: { readonly kind?: string }): object {
  const isShare = fact.kind === "share-bps";
  return isShare ? { shareBps: 0 } : { holds: false, reason: "Nothing of the kind was found." };
}

/** The authority by risk takes the partner on. */
export async function approvePartner(
  stage: Stage,
  part: PartKeyed,
  ask: { partner: string; caseId: string },
): Promise<void> {
  const { partnerVersion } = await view(stage, "compliance", ask.caseId);
  await stage.do(
    "director",
    "diligence.approve-partner",
    {
      partner: ask.partner,
      expectedVersion: partnerVersion,
      words: null,
    },
    `took ${part.name} on as a partner`,
  );
  await stage.settle();
}
