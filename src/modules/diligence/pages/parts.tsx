import type { VNode } from "preact";
import type { Depth, Level, Outcome } from "../../../engines/scoring/index.ts";
import type { FourTexts } from "../../../kernel/lang.ts";
import { Name, StateTag, type Crumb, type Tone } from "../../../ui/components/index.ts";
import type { PageAnswer, PageAsk } from "../../../ui/page.ts";
import { useSay } from "../../../ui/reader.ts";
import type { Say } from "../../../ui/say.ts";
import type { CaseState, Verdict } from "../case.ts";
import type { CaseView } from "../questions.ts";

/** The case behind the address, or null for absence and for what this reader may not know. */
export function loadCase(ask: PageAsk): Promise<CaseView | null> {
  return ask.answer<CaseView>("diligence.case", { caseId: ask.params["id"] ?? "" });
}

export function officerPage(title: string, body: VNode, faulty = false): PageAnswer {
  return { kind: "page", layout: "officer", title, body, faulty };
}

export function caseTrail(say: Say, view: CaseView): Crumb[] {
  return [
    { to: "/cases", text: say("diligence.cases.title") },
    { to: `/cases/${view.of.id}`, text: view.partnerName },
  ];
}

/** A text of the questionnaire in the reader's language. */
export function textIn(say: Say, texts: FourTexts): string {
  return texts[say.lang];
}

const stateTones: Readonly<Record<CaseState, Tone>> = {
  opened: "quiet",
  collecting: "primary",
  assessing: "primary",
  "second-review": "pending",
  "ethics-review": "pending",
  "verdict-pending": "pending",
  issued: "verified",
  expired: "quiet",
  superseded: "quiet",
  closed: "quiet",
};

export function CaseStateTag({ state }: { readonly state: CaseState }): VNode {
  return <StateTag tone={stateTones[state]} word={useSay()(`diligence.state.${state}`)} />;
}

const outcomeTones: Readonly<Record<Outcome, Tone>> = {
  cleared: "verified",
  "cleared-with-conditions": "pending",
  refused: "stop",
};

/** The outcome in words; a conclusion that has ended says how. */
export function OutcomeTag({ verdict }: { readonly verdict: Pick<Verdict, "outcome" | "end"> }): VNode {
  const say = useSay();
  const word = say(`diligence.outcome.${verdict.outcome}`);
  return verdict.end === null ? (
    <StateTag tone={outcomeTones[verdict.outcome]} word={word} />
  ) : (
    <StateTag
      tone="quiet"
      word={say("diligence.outcome.ended", { outcome: word, how: say(`diligence.end.${verdict.end.kind}`) })}
    />
  );
}

const levelTones: Readonly<Record<Level, Tone>> = {
  low: "verified",
  moderate: "primary",
  substantial: "pending",
  high: "pending",
};

export function LevelTag({ level }: { readonly level: Level }): VNode {
  return <StateTag tone={levelTones[level]} word={useSay()(`diligence.level.${level}`)} />;
}

export function depthWord(say: Say, depth: Depth): string {
  return say(`diligence.depth.${depth}`);
}

/** Somebody the case names; who is gone from the people stays a dash. */
export function Person({ view, id }: { readonly view: CaseView; readonly id: string | null }): VNode {
  const say = useSay();
  const name = id === null ? null : (view.names[id] ?? null);
  return name === null || name === "" ? <span class="quiet">{say("diligence.nobody")}</span> : <Name text={name} />;
}

/** First eight characters of a hash, the whole of it for who hovers or listens. */
export function Hash({ sha256 }: { readonly sha256: string }): VNode {
  return (
    <code dir="ltr" title={sha256}>
      {sha256.slice(0, 8)}…
    </code>
  );
}
