import type { VNode } from "preact";
import { useReader } from "../reader.ts";
import type { Chrome } from "./chrome.ts";

/** Says on every page that nothing here is real, and lets an evaluator change places. */
export function Banner({ chrome }: { readonly chrome: Chrome }): VNode | null {
  const reader = useReader(); // its token is made when it is asked for: without a form there is no cookie
  const { say, newKey } = reader;
  const { evaluation, organisation } = chrome;
  if (!organisation.fictitious && evaluation === null) return null;
  return (
    <aside class="banner" aria-label={say("ui.fictitious.label")}>
      <div class="layout__wide banner__line">
        <p><b>{say("ui.fictitious.label")}.</b> {say("ui.fictitious.text")}</p>
        {evaluation && (
          <form class="form--dense" method="post" action={evaluation.action}>
            <input type="hidden" name="_csrf" value={reader.csrf} />
            <input type="hidden" name="_key" value={newKey()} />
            <label for="evaluation-account">{say("ui.evaluation.as")}</label>
            <select class="input input--select" id="evaluation-account" name="account" required>
              {!evaluation.people.some((p) => p.account === evaluation.current) && (
                <option value="">{say("ui.evaluation.nobody")}</option>
              )}
              {evaluation.people.map((person) => (
                <option key={person.account} value={person.account} selected={person.account === evaluation.current}>
                  {person.text}
                </option>
              ))}
            </select>
            <button class="button button--secondary" type="submit">{say("ui.evaluation.change")}</button>
          </form>
        )}
      </div>
    </aside>
  );
}
