import type { ComponentChildren, VNode } from "preact";
import { useSay } from "../reader.ts";
import type { Chrome } from "./chrome.ts";
import { Document, type LayoutName } from "./document.tsx";
import { Masthead, PersonLine, SignInLink } from "./masthead.tsx";

interface LayoutParams {
  readonly chrome: Chrome;
  readonly children: ComponentChildren;
}

/** Dense: tables, navigation, the reader's tasks. */
export function OfficerLayout({ chrome, children }: LayoutParams): VNode {
  const say = useSay();
  const islands = ["session-end", ...(chrome.shortcuts ? ["shortcuts"] : [])];
  return (
    <Document
      chrome={chrome} layout="officer" islands={islands}
      masthead={<Masthead chrome={chrome} home="/desk" what={say("ui.part.officer")}><PersonLine chrome={chrome} /></Masthead>}
    >
      {children}
    </Document>
  );
}

/** One column, one decision a page. */
export function PartnerLayout({ chrome, children }: LayoutParams): VNode {
  const say = useSay();
  const isSignedIn = chrome.actor.side !== "public";
  return (
    <Document
      chrome={chrome} layout="partner" islands={isSignedIn ? ["session-end"] : []}
      masthead={(
        <Masthead chrome={chrome} home="/" what={say("ui.part.partner")}>
          {isSignedIn ? <PersonLine chrome={chrome} /> : <SignInLink />}
        </Masthead>
      )}
    >
      {children}
    </Document>
  );
}

/** For a citizen: the reader's own typefaces, no script, no cookie. */
export function PublicLayout({ chrome, children }: LayoutParams): VNode {
  const say = useSay();
  return (
    <Document
      chrome={chrome} layout="public" islands={[]}
      masthead={(
        <Masthead chrome={chrome} home="/register" what={say("ui.part.public")}>
          {chrome.actor.side === "public" ? <SignInLink /> : <PersonLine chrome={chrome} />}
        </Masthead>
      )}
    >
      {children}
    </Document>
  );
}

export const layouts: Readonly<Record<LayoutName, (params: LayoutParams) => VNode>> = {
  officer: OfficerLayout, partner: PartnerLayout, public: PublicLayout,
};
