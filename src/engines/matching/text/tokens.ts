import { legalForms, type LegalClass, type LegalPlace } from "../tables/legal-forms.ts";
import {
  kunyas, numberWords, organisationAbbreviations, particles, personAbbreviations, stopWords, titles,
} from "../tables/words.ts";
import type { PartyKind } from "../party.ts";
import { runsOf, type Run } from "./letters.ts";

/** What a token is worth depends on its kind, not only on how rare it is. The order is the index's byte. */
export const tokenKinds = ["word", "number", "initial", "kunya", "particle", "title", "legal",
  "stop"] as const;
export type TokenKind = (typeof tokenKinds)[number];

export interface Token {
  readonly text: string; // lower-case ASCII, variants brought to one; of a legal form its class with "#" before it
  readonly letters: string; // as read, before variants were brought to one
  readonly kind: TokenKind;
  readonly isAbjad: boolean; // consonants of an abjad: vowels are missing, not different
  readonly start: number; // UTF-16 offsets in the name as written
  readonly end: number;
}

/** Names longer than this many tokens are cut: the longest name on the lists we know has 31. */
export const mostTokens = 32;

/**
 * Reads a name into typed tokens, in order. A person's name has titles and no legal form; an organisation's
 * the reverse; of an unknown kind both are recognised.
 */
export function tokensOf(raw: string, kind: PartyKind): Token[] {
  const pieces = joinServants(runsOf(raw).flatMap(splitArabic));
  const plain = kind === "person" ? pieces.map(asPiece) : foldLegalForms(pieces);
  return plain.slice(0, mostTokens).map((token) => classify(token, kind));
}

/** A syllable of Han or Hangul is never a title or an article, whatever it sounds like. */
interface Piece extends Token {
  readonly isSyllable: boolean;
}

function asPiece(run: Run): Piece {
  return {
    text: run.text, letters: run.text, kind: run.script === "digits" ? "number" : "word",
      isAbjad: run.script === "abjad",
    start: run.start, end: run.end, isSyllable: run.script === "han" || run.script === "hangul",
  };
}

/**
 * In Arabic script the article and "servant of" are written together with the name: they become tokens of
 * their own.
 */
function splitArabic(run: Run): Run[] {
  if (run.script !== "abjad" || run.text.length < 4) return [run];
  if (run.text === "allh") return [{ ...run, text: "allah" }];
  if (run.text === "bdallh") return [{ ...run, text: "abdallah" }];
  const split = /^(bdal)(..+)$/.exec(run.text) ?? /^(al)(..+)$/.exec(run.text);
  const [first, rest] = [split?.[1], split?.[2]];
  if (!first || !rest) return [run];
  // Each of these letters is one character in the script, so lengths agree with offsets.
  const border = Math.min(run.start + (first === "al" ? 2 : 5), run.end);
  return [{ ...run, text: first === "al" ? "al" : "abdul", end: border },
    { ...run, text: rest, start: border }];
}

const servant = /^abd(?:ul|el|al|ur|us|un|ud|ush|ol|oul|oel)$/;
/** Before r, s, n, d, z and t the article takes their sound: "Abdurrahman" is "abdul" and "rahman". */
const servantAndName = /^abd[aeiou]{1,2}(?:l([a-z]{3,})|([rsndzt])\2?([a-z]{3,}))$/;
/** "Rahmatullah" is "rahmat" and "allah"; "Nureddin" is "nur", "al" and "din". */
const ofGod = /^([a-z]{3,}?)(?:[uo]{1,2}lla(?:h|ah)?|alla(?:h|ah))$/;
const ofFaith = /^([a-z]{3,}?)[uaeio]{1,2}dd(?:in|ine|een|eyn|ien)$/;
const servantOfGod = /^abd[aeiou]{0,2}l{1,2}(?:a|ah|aah|eh|ahi)$/;

/** "Abd al-X", "Abdul X", "Abdel-X" and "AbdulX" are one name: they become "abdul" and X. */
function joinServants(runs: readonly Run[]): Run[] {
  const out: Run[] = [];
  for (let i = 0; i < runs.length; i++) {
    const run = runs[i];
    if (!run) continue;
    const next = runs[i + 1];
    const isServant = run.text === "abd" || (run.script === "abjad" && run.text === "bd");
    if (isServant && next && /^(?:al|el|ul|ar|as|ur|ad|an|az|us|ash)$/.test(next.text) && runs[i + 2]) {
      out.push({ ...run, text: "abdul", end: next.end });
      i += 1;
    } else if (isServant && next && /^allah$|^ellah$/.test(next.text)) {
      out.push({ ...run, text: "abdallah", end: next.end });
      i += 1;
    } else out.push(...splitServant(run));
  }
  return out;
}

function splitServant(run: Run): Run[] {
  if (run.script !== "alphabet") return [run];
  if (servantOfGod.test(run.text)) return [{ ...run, text: "abdallah" }];
  if (servant.test(run.text)) return [{ ...run, text: "abdul" }];
  const found = servantAndName.exec(run.text);
  if (found) return cut(run, ["abdul", found[1] ?? `${found[2] ?? ""}${found[3] ?? ""}`]);
  const god = ofGod.exec(run.text)?.[1];
  if (god) return cut(run, [god, "allah"]);
  const faith = ofFaith.exec(run.text)?.[1];
  return faith ? cut(run, [faith, "al", "din"]) : [run];
}

/** Cuts a run into tokens; where exactly the borders are drawn only matters to the eye. */
function cut(run: Run, texts: readonly string[]): Run[] {
  const last = texts[texts.length - 1] ?? "";
  const border = Math.max(run.start, run.end - last.length);
  return texts.map((text, i) => (i < texts.length - 1 ? { ...run, text, end: border }
    : { ...run, text, start: border }));
}

interface LegalRow {
  readonly words: readonly string[];
  readonly form: LegalClass;
  readonly place: LegalPlace;
}

/** By first word, longest first: "public joint stock company" before "public". */
const legalRows = new Map<string, LegalRow[]>();
for (const { words, form, place } of legalForms) {
  const split = words.split(" ");
  const first = split[0] ?? "";
  const rows = legalRows.get(first) ?? [];
  rows.push({ words: split, form, place });
  legalRows.set(first, rows.sort((a, b) => b.words.length - a.words.length));
}

function foldLegalForms(runs: readonly Run[]): Piece[] {
  const out: Piece[] = [];
  for (let i = 0; i < runs.length; ) {
    const row = legalRowAt(runs, i);
    const run = runs[i];
    const last = runs[i + (row?.words.length ?? 1) - 1];
    if (row && run && last && row.words.length < runs.length) {
      out.push({ text: `#${row.form}`, letters: row.words.join(""), kind: "legal", isAbjad: false,
        start: run.start, end: last.end, isSyllable: true });
      i += row.words.length;
    } else {
      if (run) out.push(asPiece(run));
      i += 1;
    }
  }
  return out;
}

function legalRowAt(runs: readonly Run[], at: number): LegalRow | undefined {
  return legalRows.get(runs[at]?.text ?? "")?.find(({ words, place }) => {
    if (!words.every((w, k) => runs[at + k]?.text === w)) return false;
    const isFirst = at === 0;
    const isLast = runs.slice(at + words.length).every((r) => legalRows.has(r.text));
    return place === "any" || (place === "end" && isLast) || (place === "start" && isFirst) ||
      (place === "edge" && (isFirst || isLast));
  });
}

const abjadParticles = new Map([["bn", "bin"], ["abn", "bin"], ["bnt", "bint"]]);

function classify({ isSyllable, ...token }: Piece, kind: PartyKind): Token {
  if (token.kind !== "word" || isSyllable) return token;
  const { text } = token;
  if (kind !== "organisation" && kind !== "vessel" && kind !== "aircraft" &&
    titles.has(text)) return { ...token, kind: "title" };
  const kunya = kunyas.get(text) ?? (token.isAbjad && text === "abw" ? "abu" : undefined);
  if (kunya) return { ...token, kind: "kunya", text: kunya, isAbjad: false };
  if (kind !== "person") {
    const number = numberWords.get(text);
    if (number) return { ...token, kind: "number", text: number };
    if (kind !== "unknown" && stopWords.has(text) && !particles.has(text)) return { ...token, kind: "stop" };
  }
  const particle = particles.get(text) ?? (token.isAbjad ? abjadParticles.get(text) : undefined);
  if (particle) return { ...token, kind: "particle", text: particle, isAbjad: false };
  if (text.length === 1) return { ...token, kind: token.isAbjad ? "word" : "initial" };
  const abbreviation = kind === "person" ? personAbbreviations.get(text)
    : organisationAbbreviations.get(text);
  const either = kind === "unknown" ? personAbbreviations.get(text) : undefined;
  return { ...token, text: either ?? abbreviation ?? text };
}
