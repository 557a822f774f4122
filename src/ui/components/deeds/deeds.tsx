import type { ComponentChildren, VNode } from "preact";

/** Buttons and links that end a form or a page, in one row; the main deed first. */
export function Deeds({ children }: { readonly children: ComponentChildren }): VNode {
  return <div class="deeds">{children}</div>;
}
