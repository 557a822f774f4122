import type { ComponentChildren, VNode } from "preact";
import { Breadcrumb, type Crumb } from "../breadcrumb/breadcrumb.tsx";

export interface PageHeadParams {
  readonly title: ComponentChildren; // a <Name> where it is one
  readonly answer: ComponentChildren; // ONE sentence: where things stand and what the reader can do
  readonly trail?: readonly Crumb[] | undefined;
  readonly kicker?: string | undefined; // what kind of thing this is: "Partner", "Contribution"
  readonly state?: ComponentChildren; // <StateTag>
  readonly seal?: ComponentChildren; // <Seal>
  readonly children?: ComponentChildren; // links and buttons for the next deed
}

/** Every page opens with this: the answer first. */
export function PageHead({ title, answer, trail, kicker, state, seal, children }: PageHeadParams): VNode {
  return (
    <header class="page-head">
      {trail && <Breadcrumb trail={trail} />}
      <div class="page-head__line">
        <div class="page-head__words">
          {kicker && <p class="page-head__kicker">{kicker}</p>}
          <h1>{title}</h1>
          {state && <p class="page-head__state">{state}</p>}
          <p class="page-head__answer">{answer}</p>
          {children && <div class="page-head__deeds">{children}</div>}
        </div>
        {seal}
      </div>
    </header>
  );
}
