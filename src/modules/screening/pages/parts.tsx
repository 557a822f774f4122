import type { VNode } from "preact";
import { latinReading } from "../../../engines/matching/index.ts";
import type { FourTexts } from "../../../kernel/lang.ts";
import { Name, StateTag, type Tone } from "../../../ui/components/index.ts";
import type { PageAnswer } from "../../../ui/page.ts";
import { useSay } from "../../../ui/reader.ts";
import type { Say } from "../../../ui/say.ts";
import type { HitState } from "../hit.ts";

export function officerPage(title: string, body: VNode, faulty = false): PageAnswer {
  return { kind: "page", layout: "officer", title, body, faulty };
}

export function textIn(say: Say, texts: FourTexts): string {
  return texts[say.lang];
}

const tones: Readonly<Record<HitState, Tone>> = {
  raised: "stop", triaged: "pending", "dismissal-proposed": "pending", "confirmation-proposed": "pending",
  dismissed: "verified", confirmed: "stop", lapsed: "quiet",
};

export function HitStateTag({ state }: { readonly state: HitState }): VNode {
  return <StateTag tone={tones[state]} word={useSay()(`screening.state.${state}`)} />;
}

/** A name in its own script, with how it reads in Latin beneath. */
export function NameWithReading({ text, to }: { readonly text: string; readonly to?: string }): VNode {
  return <Name text={text} latin={latinReading(text)} to={to} />;
}

/** A name inside a sentence: isolated from the direction around it where an element cannot stand. */
export function isolated(text: string): string {
  return `\u2068${text}\u2069`;
}

/** First eight characters of a hash, the whole of it for who hovers or listens. */
export function Hash({ sha256 }: { readonly sha256: string }): VNode {
  return <code dir="ltr" title={sha256}>{sha256.slice(0, 8)}…</code>;
}

const barMax = 8_000;

/**
 * What a part of the score adds (towards the end of the line) or takes away (towards its start). Says
 * nothing new: the number stands beside it.
 */
export function Bar({ points }: { readonly points: number }): VNode {
  const width = Math.max(1, Math.round((Math.min(Math.abs(points), barMax) * 50) / barMax));
  const side = points < 0 ? "against" : "for";
  return (
    <svg class="screening-bar" viewBox="0 0 100 8" aria-hidden="true" focusable="false" preserveAspectRatio="none">
      <path class="screening-bar__axis" d="M50 0v8" />
      <rect class={`screening-bar__${side}`} x={points < 0 ? 50 - width
        : 50} y="1" width={width} height="6" />
    </svg>
  );
}
