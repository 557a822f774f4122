import type { VNode } from "preact";
import { iso, type CivilDate, type Instant } from "../../../kernel/instants.ts";
import { useReader } from "../../reader.ts";

export interface MomentParams {
  readonly at: Instant;
  readonly ago?: boolean | undefined; // "3 days ago" with the full moment as title
  readonly dayOnly?: boolean | undefined;
}

/** An instant: date, time and zone of the organisation, machine-readable beside it. */
export function Moment({ at, ago, dayOnly }: MomentParams): VNode {
  const { say, now } = useReader();
  const whole = say.moment(at);
  const text = ago ? say.ago(at, now) : dayOnly ? say.dayOf(at) : whole;
  return <time class="moment" dateTime={iso(at)} title={ago || dayOnly ? whole : undefined}>{text}</time>;
}

/** A civil date: no time, no zone. */
export function Day({ on }: { readonly on: CivilDate }): VNode {
  const { say } = useReader();
  return <time class="moment" dateTime={on}>{say.day(on)}</time>;
}
