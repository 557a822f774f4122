import { isLang, type Lang } from "../../kernel/lang.ts";

export interface LanguageAsk {
  readonly query: unknown; // ?lang=fr: the switch in the masthead
  readonly cookie: string | null; // what was chosen before
  readonly account: Lang | null; // what the account says
  readonly accepted: string | undefined; // Accept-Language: attacker-chosen, any length
  readonly fallback: Lang;
}

/** Which language a request is answered in: asked now, chosen before, the account's, the browser's, the house's. */
export function languageOf(ask: LanguageAsk): Lang {
  if (isLang(ask.query)) return ask.query;
  if (isLang(ask.cookie)) return ask.cookie;
  return ask.account ?? acceptedLang(ask.accepted) ?? ask.fallback;
}

/** The best of ours by quality; region subtags count as their language; "*" and unknown ones are passed over. */
function acceptedLang(header: string | undefined): Lang | null {
  let best: { readonly lang: Lang; readonly quality: number } | null = null;
  for (const part of (header ?? "").slice(0, 400).split(",")) {
    const match = /^\s*([a-z]{2,3})(?:-[a-z0-9-]+)?\s*(?:;\s*q=([01](?:\.\d{0,3})?))?\s*$/i.exec(part);
    const lang = match?.[1]?.toLowerCase();
    const quality = match?.[2] === undefined ? 1 : Number(match[2]);
    if (isLang(lang) && quality > 0 && quality > (best?.quality ?? 0)) best = { lang, quality };
  }
  return best?.lang ?? null;
}
