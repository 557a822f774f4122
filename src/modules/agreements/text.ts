import { renderSVG } from "uqr";
import type { CivilDate, Instant } from "../../kernel/instants.ts";
import { langs, type FourTexts, type Lang } from "../../kernel/lang.ts";
import type { Money } from "../../kernel/money.ts";
import type { Organisation } from "../../ports/organisation.ts";
import { typesetter } from "../../ports/typesetter.ts";
import { formatsOf } from "../../ui/formats.ts";
import type { AgreementWords } from "./clauses.ts";

/** Everything that stands in the text. What is not here cannot be agreed. */
export interface Terms {
  readonly number: string; // the agreement's id
  readonly partnerName: string;
  readonly registerNumber: string;
  readonly country: string; // ISO 3166-1 alpha-2
  readonly kind: string;
  readonly purpose: string;
  readonly programme: string;
  readonly value: Money;
  readonly startsOn: CivilDate;
  readonly endsOn: CivilDate;
  readonly conditions: readonly string[];
  readonly frozenAt: Instant;
}

/**
 * Sets the agreement in all four languages, the authentic one first. One document, one hash.
 *
 * @param root the project's folder, for the fonts
 */
export function agreementPdf(
  root: string,
  ask: { terms: Terms; words: AgreementWords; organisation: Organisation },
): Uint8Array {
  const { terms, words } = ask;
  const inputs = { terms: JSON.stringify(documentOf(ask)) };
  return typesetter(root).pdf({ source: words.template, inputs, at: terms.frozenAt });
}

function documentOf({
  terms,
  words,
  organisation,
}: {
  terms: Terms;
  words: AgreementWords;
  organisation: Organisation;
}) {
  const order = [organisation.authenticLang, ...langs.filter((l) => l !== organisation.authenticLang)];
  const address = `${organisation.address}/agreements/${terms.number}`;
  return {
    title: `${words.word("title", organisation.authenticLang)} ${terms.number}`,
    author: organisation.name[organisation.authenticLang],
    number: terms.number,
    address,
    qr: renderSVG(address, { border: 0 }),
    fictitious: organisation.fictitious
      ? order.map((lang) => ({ lang, text: words.word("fictitious", lang) }))
      : [],
    parts: order.map((lang) => part(lang, { terms, words, organisation })),
  };
}

function part(
  lang: Lang,
  { terms, words, organisation }: { terms: Terms; words: AgreementWords; organisation: Organisation },
) {
  const word = (key: string): string => words.word(key, lang);
  const format = formatsOf(lang, organisation.timeZone).say;
  const conditions = terms.conditions.length === 0 ? word("no-conditions") : terms.conditions.join(" · ");
  const named = (text: FourTexts): string => text[lang];
  return {
    lang,
    kicker: word("kicker"),
    heading: word("title"),
    prevails: word(lang === organisation.authenticLang ? "authentic" : "translation"),
    rows: [
      { term: word("organisation"), value: named(organisation.name) },
      { term: word("partner"), value: terms.partnerName },
      { term: word("register-number"), value: terms.registerNumber },
      { term: word("country"), value: format.country(terms.country) },
      { term: word("kind"), value: words.kind(terms.kind, lang) },
      { term: word("purpose"), value: terms.purpose },
      { term: word("programme"), value: terms.programme },
      { term: word("value"), value: format.money(terms.value) },
      { term: word("starts"), value: format.day(terms.startsOn) },
      { term: word("ends"), value: format.day(terms.endsOn) },
      { term: word("conditions"), value: conditions },
    ].filter((row) => row.value !== ""),
    clauses: words.clauses.map((clause) => ({ title: clause.title[lang], text: clause.text[lang] })),
    signing: {
      title: word("signing-title"),
      text: word("signing-text"),
      organisation: word("signing-organisation"),
      partner: word("signing-partner"),
    },
  };
}
