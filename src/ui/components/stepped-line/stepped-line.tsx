import type { ComponentChildren, VNode } from "preact";
import type { Instant } from "../../../kernel/instants.ts";
import { useSay } from "../../reader.ts";
import { Moment } from "../moment/moment.tsx";

export interface Step {
  readonly name: string;
  readonly state: "done" | "now" | "ahead" | "stopped";
  readonly who?: ComponentChildren; // person or body
  readonly at?: Instant | null | undefined;
  readonly under?: string | undefined; // article or clause: "article 20"
}

export interface SteppedLineParams {
  readonly label: string;
  readonly steps: readonly Step[];
}

/** The path of a file: each step says who did it, when, and under what. */
export function SteppedLine({ label, steps }: SteppedLineParams): VNode {
  const say = useSay();
  return (
    <ol class="steps" aria-label={label}>
      {steps.map((step) => (
        <li
          class={`steps__step steps__step--${step.state}`}
          key={step.name}
          aria-current={step.state === "now" ? "step" : undefined}
        >
          <svg class="steps__mark" viewBox="0 0 16 16" aria-hidden="true">
            <StepMark state={step.state} />
          </svg>
          <span class="steps__name">{step.name}</span>
          <span class="visually-hidden"> ({say(`ui.step.${step.state}`)})</span>
          {step.who && <span class="steps__note">{step.who}</span>}
          {step.at && (
            <span class="steps__note">
              <Moment at={step.at} dayOnly />
            </span>
          )}
          {step.under && <span class="steps__note">{step.under}</span>}
        </li>
      ))}
    </ol>
  );
}

function StepMark({ state }: { readonly state: Step["state"] }): VNode {
  switch (state) {
    case "done":
      return (
        <>
          <circle cx="8" cy="8" r="7" class="fill" />
          <path d="m4.5 8.2 2.4 2.4 4.6-5" class="cut" />
        </>
      );
    case "now":
      return (
        <>
          <circle cx="8" cy="8" r="6.5" class="line" />
          <circle cx="8" cy="8" r="3" class="fill" />
        </>
      );
    case "stopped":
      return (
        <>
          <rect x="1" y="1" width="14" height="14" class="fill" />
          <path d="m5 5 6 6m0-6-6 6" class="cut" />
        </>
      );
    case "ahead":
      return <circle cx="8" cy="8" r="6.5" class="line" />;
  }
}
