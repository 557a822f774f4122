import type { ComponentChildren, VNode } from "preact";
import { safeAddress } from "../../address.ts";

export interface LinkParams {
  readonly to: string; // a path of ours or https; anything else is shown as plain text
  readonly kind?: "plain" | "button" | "quiet" | undefined;
  readonly lang?: string | undefined; // language of the page it leads to
  readonly current?: boolean | undefined; // leads to the page the reader is on
  readonly describes?: string | undefined; // whole sentence for screen readers, when the words alone say too little
  readonly children: ComponentChildren;
}

export function Link({ to, kind = "plain", lang, current, describes, children }: LinkParams): VNode {
  const address = safeAddress(to);
  if (address === null) return <span class="link--refused" dir="ltr">{children}</span>;
  const outside = address.startsWith("https:");
  const look = kind === "button" ? "button button--secondary" : kind === "quiet" ? "link link--quiet" : "link";
  return (
    <a
      class={look} href={address} hrefLang={lang} lang={lang} aria-current={current ? "page" : undefined}
      aria-label={describes} rel={outside ? "noopener noreferrer external" : undefined}
    >
      {children}
    </a>
  );
}
