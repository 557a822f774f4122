import type { VNode } from "preact";
import type { Instant } from "../../../kernel/instants.ts";
import { useSay } from "../../reader.ts";
import { Moment } from "../moment/moment.tsx";
import { rosette } from "./rosette.ts";

export interface SealParams {
  readonly commitment: string; // the leaf's, as hex or base64url
  readonly state: "recording" | "sealed" | "broken"; // not sequenced yet · in the log · suspended or withdrawn
  readonly number?: number | string | null | undefined; // entry number in the log
  readonly at?: Instant | null | undefined;
  readonly to?: string | undefined; // where the proof can be checked
  readonly size?: "small" | "large" | undefined;
}

/** The mark of every provable thing. The drawing is for the eye; its text twin says the same in words. */
export function Seal({ commitment, state, number, at, to, size = "large" }: SealParams): VNode {
  const say = useSay();
  return (
    <div class={`seal seal--${size} seal--${state}`}>
      <Rosette commitment={commitment} state={state} />
      <p class="seal__text">
        <span class="seal__state">{say(`ui.seal.${state}`)}</span>
        {number !== null && number !== undefined && <span>{say("ui.seal.number", { number: String(number) })}</span>}
        {at && <Moment at={at} dayOnly />}
        {to && <a class="link" href={to}>{say("ui.seal.check")}</a>}
      </p>
    </div>
  );
}

/** The drawing alone: ring dashed while it is being recorded, closed when sealed, broken when withdrawn. */
export function Rosette({ commitment, state }: Pick<SealParams, "commitment" | "state">): VNode {
  const lines = rosette(commitment);
  return (
    <svg class="seal__rosette" viewBox="0 0 100 100" aria-hidden="true" focusable="false">
      {state === "broken"
        ? <path class="seal__ring" d="M58 3A47.5 47.5 0 1 1 42 3M44 14 56-6" />
        : <circle class="seal__ring" cx="50" cy="50" r="47.5" />}
      <path d={lines.outer} /><path d={lines.inner} />
    </svg>
  );
}
