import type { ComponentChildren, VNode } from "preact";
import type { Refusal } from "../../../kernel/refusal.ts";
import type { Fault } from "../../../kernel/refusal.ts";
import { Amount, DescriptionList, StateTag, type Description, type Tone } from "../../../ui/components/index.ts";
import type { PageAnswer, PageAsk } from "../../../ui/page.ts";
import type { Say } from "../../../ui/say.ts";
import type { Contribution, ContributionState } from "../contribution.ts";
import { house, purposeText } from "./words.ts";

/** What went wrong with the last attempt, so that the same page can say so beside what was typed. */
export interface Attempt {
  readonly faults: readonly Fault[];
  readonly refusal: Refusal | null;
}
export const fresh: Attempt = { faults: [], refusal: null };

/** Faults stand beside their fields; any other refusal stands on top. */
export function attemptOf(refusal: Refusal, rename: (path: string) => string = (path) => path): Attempt {
  if (refusal.kind !== "fault") return { faults: [], refusal };
  return { faults: refusal.faults.map((f) => ({ ...f, path: rename(f.path) })), refusal: null };
}

/** What the face answers itself: a missing gesture is asked for without losing what was typed; a hidden file is absent. */
export function turnedDown(refusal: Refusal): PageAnswer | null {
  if (refusal.kind === "hidden") return { kind: "not-found" };
  return refusal.code === "log/gesture-needed" ? { kind: "refusal", refusal } : null;
}

export function page(layout: "officer" | "partner", title: string, of: { body: VNode; attempt?: Attempt }): PageAnswer {
  const isFaulty = of.attempt !== undefined && of.attempt !== fresh;
  return { kind: "page", layout, title, body: of.body, ...(isFaulty ? { faulty: true } : {}) };
}

const tones: Readonly<Record<ContributionState, Tone>> = {
  drafted: "quiet",
  offered: "pending",
  valued: "pending",
  "pending-decision": "pending",
  accepted: "primary",
  refused: "stop",
  agreed: "primary",
  received: "verified",
  withdrawn: "quiet",
};

export function ContributionStateTag({ say, state }: { say: Say; state: ContributionState }): VNode {
  return <StateTag tone={tones[state]} word={say(`contributions.state.${state}`)} />;
}

/** The offer as it was made, for officers and partner alike. */
export function OfferList({ ask, of, more = [] }: { ask: PageAsk; of: Contribution; more?: readonly Description[] }): VNode {
  const { say } = ask;
  const rows: Description[] = [
    { term: say("contributions.kind"), definition: say(`contributions.code.${of.kind}`) },
    { term: say("contributions.purpose"), definition: purposeText(ask, of.purpose) },
    { term: say("contributions.purpose-words"), definition: <bdi dir="auto">{of.purposeWords}</bdi> },
    { term: say("contributions.programme"), definition: <bdi dir="auto">{of.programme}</bdi> },
    { term: say("contributions.value"), definition: <Amount of={{ minor: of.valueMinor, currency: of.currency }} /> },
    ...converted(ask, of),
    {
      term: say("contributions.period"),
      definition: say("contributions.from-to", { from: say.day(of.startsOn), to: say.day(of.endsOn) }),
    },
    { term: say("contributions.account"), definition: say(`contributions.code.${of.accountKind}`) },
    { term: say("contributions.earmark"), definition: say(`contributions.code.${of.earmark}`) },
    { term: say("contributions.conditions"), definition: <Conditions say={say} of={of} /> },
    ...more,
  ];
  return <DescriptionList rows={rows} columns={2} />;
}

function converted(ask: PageAsk, of: Contribution): Description[] {
  const { say, organisation } = ask;
  if (of.currency === organisation.currency) return [];
  const { conversion } = of;
  const definition: ComponentChildren =
    conversion === null
      ? say("contributions.no-rate-yet")
      : say("contributions.converted", {
          amount: say.money(house(ask, conversion.houseMinor)),
          rate: rateText(conversion.rateMicro),
          day: say.day(conversion.rateOn),
          source: conversion.rateSource,
        });
  return [{ term: say("contributions.house-value"), definition }];
}

/** 920 000 millionths → "0.92". */
function rateText(micro: bigint): string {
  const text = micro.toString().padStart(7, "0");
  return `${text.slice(0, -6)}.${text.slice(-6).replace(/0+$/, "") || "0"}`;
}

function Conditions({ say, of }: { say: Say; of: Contribution }): VNode {
  if (of.conditions.length === 0) return <>{say("contributions.no-conditions")}</>;
  return (
    <ol>
      {of.conditions.map((c) => (
        <li key={c.position}>
          <bdi dir="auto">{c.words}</bdi>
          {c.type && <> ({say(`contributions.condition.${c.type}`)})</>}
        </li>
      ))}
    </ol>
  );
}
