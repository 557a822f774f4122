import type { VNode } from "preact";
import type { Say } from "../../../ui/say.ts";

/** A search over every partner file the reader may see; the "/" key goes to it. */
export function SearchForm({ say }: { readonly say: Say }): VNode {
  return (
    <form class="filters" method="get" action="/partners" role="search">
      <div class="filters__controls">
        <div class="filters__part filters__part--search">
          <label for="desk-search">{say("desk.search")}</label>
          <input class="input" type="search" id="desk-search" name="q" dir="auto" />
        </div>
        <button type="submit" class="button button--secondary">{say("desk.search-go")}</button>
      </div>
    </form>
  );
}
