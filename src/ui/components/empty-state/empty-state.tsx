import type { ComponentChildren, VNode } from "preact";

export interface EmptyStateParams {
  readonly what: string; // what would be listed here
  readonly how?: string | undefined; // how the first one appears
  readonly children?: ComponentChildren; // a link that makes the first one
}

export function EmptyState({ what, how, children }: EmptyStateParams): VNode {
  return (
    <div class="empty">
      <p class="empty__what">{what}</p>
      {how && <p class="quiet">{how}</p>}
      {children}
    </div>
  );
}
