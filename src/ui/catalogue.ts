import { IntlMessageFormat } from "intl-messageformat";
import { direction, langs, type Lang } from "../kernel/lang.ts";
import { assert } from "../kernel/result.ts";
import { formatsOf } from "./formats.ts";
import { refusalWords } from "./refusal-words.ts";
import type { Say } from "./say.ts";

export type Catalogue = Readonly<Record<string, string>>;
export type Catalogues = Readonly<Record<Lang, Catalogue>>;

/** The text of a clause in the reader's language, as the regulation in force has it; null for an id it does not know. */
export type ClauseText = (clause: string, lang: Lang) => string | null;

export interface SayParams {
  readonly catalogues: Catalogues;
  readonly timeZone: string; // IANA, the organisation's
  readonly clauseText?: ClauseText;
}

/** One Say per language, for all requests: compiled texts and formatters are made once and kept. */
export function sayings(params: SayParams): Readonly<Record<Lang, Say>> {
  const made = langs.map((lang) => [lang, sayIn(lang, params)] as const);
  return Object.fromEntries(made) as Record<Lang, Say>;
}

function sayIn(lang: Lang, { catalogues, timeZone, clauseText }: SayParams): Say {
  const texts = catalogues[lang];
  const compiled = new Map<string, IntlMessageFormat>();
  const formats = formatsOf(lang, timeZone);
  const say = (key: string, args?: Readonly<Record<string, string | number>>): string => {
    let format = compiled.get(key);
    if (!format) {
      const text = Object.hasOwn(texts, key) ? texts[key] : undefined;
      assert(text !== undefined, `the catalogue ${lang} has no text ${key}`);
      format = new IntlMessageFormat(text, formats.locale, formats.icu, { ignoreTag: true, formatters: formats.formatters });
      compiled.set(key, format);
    }
    return String(format.format(args));
  };
  const whole: Say = Object.assign(say, {
    lang, dir: direction(lang), has: (key: string) => Object.hasOwn(texts, key), ...formats.say,
    refusal: (refusal: Parameters<Say["refusal"]>[0]) => refusalWords(whole, refusal, clauseText),
  });
  return whole;
}
