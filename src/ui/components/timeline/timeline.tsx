import type { ComponentChildren, VNode } from "preact";
import type { Instant } from "../../../kernel/instants.ts";
import { Moment } from "../moment/moment.tsx";
import { Seal, type SealParams } from "../seal/seal.tsx";

export interface Happening {
  readonly id: string;
  readonly at: Instant;
  readonly what: ComponentChildren; // "Application submitted"
  readonly who?: ComponentChildren;
  readonly why?: ComponentChildren; // reason, article
  readonly seal?: SealParams | undefined;
}

/** Events, newest first, each with its seal. */
export function Timeline({ label, events }: { readonly label: string; readonly events: readonly Happening[] }): VNode {
  return (
    <div class="timeline-frame"><ol class="timeline" aria-label={label}>
      {events.map((event) => (
        <li class="timeline__event" key={event.id}>
          <div class="timeline__when"><Moment at={event.at} /></div>
          <div class="timeline__what">
            <p>{event.what}</p>
            {event.who && <p class="quiet">{event.who}</p>}
            {event.why && <p class="quiet">{event.why}</p>}
          </div>
          {event.seal && <div class="timeline__seal"><Seal size="small" {...event.seal} /></div>}
        </li>
      ))}
    </ol></div>
  );
}
