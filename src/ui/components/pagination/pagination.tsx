import type { VNode } from "preact";
import { useReader, withQuery } from "../../reader.ts";

export interface PaginationParams {
  readonly label: string; // what is paged
  readonly after?: string | null | undefined; // cursor of the next page
  readonly before?: string | null | undefined; // cursor of the previous page
  readonly shown: number; // rows on this page
}

/** Keyset pages: next and previous, no page numbers that shift under the reader. */
export function Pagination({ label, after, before, shown }: PaginationParams): VNode | null {
  const reader = useReader();
  if (!after && !before) return null;
  return (
    <nav class="pagination" aria-label={label}>
      {before && (
        <a class="link" rel="prev" href={withQuery(reader, { before, after: null })}>
          {reader.say("ui.pages.previous")}
        </a>
      )}
      <span class="quiet">{reader.say("ui.pages.shown", { count: shown })}</span>
      {after && (
        <a class="link" rel="next" href={withQuery(reader, { after, before: null })}>
          {reader.say("ui.pages.next")}
        </a>
      )}
    </nav>
  );
}
