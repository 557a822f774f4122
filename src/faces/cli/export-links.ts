import { posix } from "node:path";
import type { Lang } from "../../kernel/lang.ts";

export interface Relinking {
  readonly address: string; // of the product that rendered the page
  readonly lang: Lang; // of the page
  /** Is there such a file in the export? Paths as `register/en/index.html`. */
  has(file: string): boolean;
}

/**
 * A rendered page as a file that opens from a disk: addresses of the product become files beside it, and what leads to
 * nothing in the export is taken away. Forms need the product, so none is left; words of a dead link stay, except in the
 * masthead, where a link is all there is.
 */
export function relinked(html: string, of: Relinking): string {
  const standing = html
    .replace(/<form\b[\s\S]*?<\/form>/g, sentenceOf)
    .replace(/<header class="masthead">[\s\S]*?<\/header>/, (head) => head
      .replace(/<a\b[^>]*?\shref="([^"]*)"[^>]*>[\s\S]*?<\/a>/g, (link, href: string) => (target(href, of) === null ? "" : link))
      .replace(/<li><\/li>/g, ""));
  return standing
    .replace(/\s(href|src)="([^"]*)"/g, (_, name: string, value: string) => {
      const to = target(value, of);
      return to === null ? "" : ` ${name}="${to}"`;
    })
    .replace(/(data-log)="\/log\/"/g, '$1="../../log/"')
    .replace(/(data-register)="\/register\.json"/g, '$1="../register.json"');
}

/** The filters say in a sentence what is listed: that stays true without them. */
function sentenceOf(form: string): string {
  return /<p class="filters__sentence">[\s\S]*?<\/p>/.exec(form)?.[0] ?? "";
}

/** Where a link leads from a page of the export; null: nowhere. Links to elsewhere stay as they are. */
function target(value: string, of: Relinking): string | null {
  if (value.startsWith("#")) return value;
  const url = new URL(value.replaceAll("&amp;", "&"), of.address);
  if (url.origin !== new URL(of.address).origin) return value;
  const file = fileOf(url, of.lang);
  return file !== null && of.has(file) ? posix.relative(`register/${of.lang}`, file) + url.hash : null;
}

const places: readonly (readonly [path: RegExp, file: (lang: string, part: string) => string])[] = [
  [/^\/(?:register)?$/, (lang) => `register/${lang}/index.html`],
  [/^\/register\/(reg_[0-9a-z]+|check)$/, (lang, name) => `register/${lang}/${name}.html`],
  [/^\/register\/(reg_[0-9a-z]+)\/proof$/, (lang, name) => `register/${lang}/${name}-proof.html`],
  [/^\/(register\.(?:json|csv)|emblem\.svg|assets\/.+)$/, (_, name) => `register/${name}`],
  [/^\/log\/entries\/(\d+)$/, (_, leaf) => `log/${leaf}.entry`],
  [/^\/log\/proof\/(\d+\.tlog-proof)$/, (_, name) => `log/${name}`],
  [/^\/log\/(.+)$/, (_, name) => `log/${name}`],
];

/** A query other than the language asks for another list than the one that was exported. */
function fileOf(url: URL, lang: Lang): string | null {
  const asked = url.searchParams.get("lang") ?? lang;
  const isAsked = [...url.searchParams.keys()].some((name) => name !== "lang");
  const found = isAsked ? undefined : places.find(([path]) => path.test(url.pathname));
  return found ? found[1](asked, found[0].exec(url.pathname)?.[1] ?? "") : null;
}
