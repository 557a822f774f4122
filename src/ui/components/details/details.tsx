import type { ComponentChildren, VNode } from "preact";

export interface DetailsParams {
  readonly summary: string;
  readonly open?: boolean | undefined;
  readonly children: ComponentChildren;
}

/** More for who wants it; works without scripts; opened in print. */
export function Details({ summary, open, children }: DetailsParams): VNode {
  return (
    <details class="details" open={open}>
      <summary>{summary}</summary>
      <div class="details__body">{children}</div>
    </details>
  );
}
