import type { VNode } from "preact";

export type Tone = "quiet" | "primary" | "verified" | "pending" | "stop";

export interface StateTagParams {
  readonly tone: Tone; // stop only for refused, frozen, overdue
  readonly word: string; // the state in the reader's language
}

/** Word first, shape beside it; the colour only repeats what both say. */
export function StateTag({ tone, word }: StateTagParams): VNode {
  return (
    <span class={`state state--${tone}`}>
      <svg class="state__shape" viewBox="0 0 12 12" aria-hidden="true">
        <Shape tone={tone} />
      </svg>
      {word}
    </span>
  );
}

/** One shape per tone, told apart in print and without colour sight. */
export function Shape({ tone }: { readonly tone: Tone }): VNode {
  switch (tone) {
    case "verified":
      return <path class="line" d="m1.5 6.5 3 3 6-7" />;
    case "pending":
      return (
        <>
          <circle class="line" cx="6" cy="6" r="4.75" />
          <path class="fill" d="M6 1.25a4.75 4.75 0 0 1 0 9.5z" />
        </>
      );
    case "stop":
      return <path class="fill" d="M3.7.5h4.6l3.2 3.2v4.6l-3.2 3.2H3.7L.5 8.3V3.7z" />;
    case "primary":
      return <path class="fill" d="m6 .8 5.2 5.2L6 11.2.8 6z" />;
    case "quiet":
      return <circle class="line" cx="6" cy="6" r="4.75" />;
  }
}
