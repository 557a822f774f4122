import type { VNode } from "preact";
import { iso } from "../../kernel/instants.ts";
import { useReader } from "../reader.ts";
import type { Chrome } from "./chrome.ts";

/** How far the log has come, so that anyone can hold us to it; and until when this session lasts. */
export function Foot({ chrome }: { readonly chrome: Chrome }): VNode {
  const { say } = useReader();
  const { checkpoint, session } = chrome;
  return (
    <footer class="foot">
      <div class="layout__wide foot__line">
        {checkpoint && (
          <p><a href="/log">{say("ui.foot.checkpoint", { size: checkpoint.size, at: say.moment(checkpoint.at) })}</a></p>
        )}
        {session && (
          <p
            id="session-end" data-warn-at={iso(session.warnAt)}
            data-warning={say("ui.session.warning", { minutes: Math.round((session.endsAt - session.warnAt) / 60_000) })}
          >
            {say("ui.session.ends", { at: say.moment(session.endsAt) })}
          </p>
        )}
        <p><bdi dir="auto">{chrome.organisation.name[say.lang]}</bdi> · Entente</p>
      </div>
    </footer>
  );
}
