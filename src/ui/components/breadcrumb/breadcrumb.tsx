import type { VNode } from "preact";
import { useSay } from "../../reader.ts";

export interface Crumb {
  readonly to: string;
  readonly text: string;
}

/** The way up; the page itself is not listed, its title stands just below. */
export function Breadcrumb({ trail }: { readonly trail: readonly Crumb[] }): VNode {
  const say = useSay();
  return (
    <nav class="breadcrumb" aria-label={say("ui.breadcrumb")}>
      <ol>
        {trail.map((crumb) => <li key={crumb.to}><a class="link" href={crumb.to}><bdi dir="auto">{crumb.text}</bdi></a></li>)}
      </ol>
    </nav>
  );
}
