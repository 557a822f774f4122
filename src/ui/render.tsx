import type { VNode } from "preact";
import { renderToString } from "preact-render-to-string";
import type { Chrome } from "./layouts/chrome.ts";
import type { LayoutName } from "./layouts/document.tsx";
import { layouts } from "./layouts/layouts.tsx";
import { ReaderContext, type Reader } from "./reader.ts";

/** A page's whole HTML. */
export function renderPage(reader: Reader, chrome: Chrome, layout: LayoutName, body: VNode): string {
  const Layout = layouts[layout];
  return `<!doctype html>\n${renderPart(reader, <Layout chrome={chrome}>{body}</Layout>)}`;
}

/** One component alone, as a reader of that language gets it: for tests and the review page. */
export function renderPart(reader: Reader, body: VNode): string {
  return renderToString(<ReaderContext.Provider value={reader}>{body}</ReaderContext.Provider>);
}
