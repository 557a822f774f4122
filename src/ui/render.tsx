import type { VNode } from "preact";
import { renderToString } from "preact-render-to-string";
import type { Chrome } from "./layouts/chrome.ts";
import type { LayoutName } from "./layouts/document.tsx";
import { layouts } from "./layouts/layouts.tsx";
import { ReaderContext, type Reader } from "./reader.ts";

/** A page's whole HTML. */
export function renderPage(reader: Reader, chrome: Chrome, layout: LayoutName, body: VNode): string {
  const Layout = layouts[layout];
  return `<!doctype html>\n${withIslands(chrome, renderPart(reader, <Layout chrome={chrome}>{body}</Layout>))}`;
}

/**
 * Adds the script of each island that stands on the page (`data-island="name"`), where the build made one. Text
 * cannot forge the mark: quotes in text and attributes are escaped.
 */
function withIslands(chrome: Chrome, html: string): string {
  const names = [...new Set([...html.matchAll(/ data-island="([a-z-]+)"/g)].map((match) => match[1] ?? ""))];
  const scripts = names
    .map((name) => ({ plain: `/assets/${name}.js`, built: chrome.asset(`${name}.js`) }))
    .filter(({ plain, built }) => plain !== built)
    .map(({ built }) => `<script type="module" src="${built}"></script>`);
  return scripts.length === 0 ? html : html.replace("</head>", `${scripts.join("")}</head>`);
}

/** One component alone, as a reader of that language gets it: for tests and the review page. */
export function renderPart(reader: Reader, body: VNode): string {
  return renderToString(<ReaderContext.Provider value={reader}>{body}</ReaderContext.Provider>);
}
