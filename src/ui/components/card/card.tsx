import type { ComponentChildren, VNode } from "preact";

export interface CardParams {
  readonly title: string;
  readonly level?: 2 | 3 | undefined;
  readonly id?: string | undefined; // for links to this part
  readonly aside?: ComponentChildren; // a tag or link beside the title
  readonly children: ComponentChildren;
}

/** A part of a page under its own heading, parted by a rule, not by a box. */
export function Card({ title, level = 2, id, aside, children }: CardParams): VNode {
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <section class="card" id={id}>
      <div class="card__head"><Heading>{title}</Heading>{aside}</div>
      {children}
    </section>
  );
}
