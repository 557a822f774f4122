import type { ComponentChildren, VNode } from "preact";
import { Shape, type Tone } from "../state-tag/state-tag.tsx";

export interface NoticeParams {
  readonly tone: Tone;
  readonly title?: string | undefined;
  readonly live?: boolean | undefined; // says the outcome of what the reader just did: announced
  readonly children?: ComponentChildren;
}

export function Notice({ tone, title, live, children }: NoticeParams): VNode {
  return (
    <div class={`notice notice--${tone}`} role={live ? "status" : undefined}>
      <svg class="notice__shape" viewBox="0 0 12 12" aria-hidden="true"><Shape tone={tone} /></svg>
      <div class="notice__text">
        {title && <p class="notice__title">{title}</p>}
        {children}
      </div>
    </div>
  );
}
