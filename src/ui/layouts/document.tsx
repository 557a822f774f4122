import type { ComponentChildren, VNode } from "preact";
import { langs } from "../../kernel/lang.ts";
import { useReader, withQuery } from "../reader.ts";
import { Notice } from "../components/notice/notice.tsx";
import { Banner } from "./banner.tsx";
import type { Chrome } from "./chrome.ts";
import { Foot } from "./foot.tsx";

export type LayoutName = "officer" | "partner" | "public";

export interface DocumentParams {
  readonly chrome: Chrome;
  readonly layout: LayoutName;
  readonly masthead: VNode;
  readonly islands: readonly string[];
  readonly children: ComponentChildren;
}

/** The whole HTML of a page. The order is the reading order: skip link, masthead, banner, main, foot. */
export function Document({ chrome, layout, masthead, islands, children }: DocumentParams): VNode {
  const reader = useReader();
  const { say } = reader;
  return (
    <html lang={say.lang} dir={say.dir}>
      <head>
        <meta charset="utf-8" />
        <title>{say("ui.title", { title: chrome.title, organisation: chrome.organisation.name[say.lang] })}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <link rel="stylesheet" href={chrome.asset("entente.css")} />
        <link rel="icon" href="/emblem.svg" type="image/svg+xml" />
        {langs.map((lang) => (
          <link key={lang} rel="alternate" hrefLang={lang} href={chrome.organisation.address + withQuery(reader, { lang })} />
        ))}
        {islands.map((name) => <script key={name} type="module" src={chrome.asset(`${name}.js`)} />)}
      </head>
      <body class={`layout layout--${layout}`}>
        <a class="skip" href="#main">{say("ui.skip")}</a>
        {masthead}
        <Banner chrome={chrome} />
        <main class="layout__wide layout__main" id="main" tabIndex={-1}>
          {chrome.notice && <Notice tone="verified" live title={chrome.notice} />}
          {children}
        </main>
        <Foot chrome={chrome} />
      </body>
    </html>
  );
}
