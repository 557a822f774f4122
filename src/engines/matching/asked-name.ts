import { scaled } from "./bps.ts";
import type { NameIndex } from "./name-index.ts";
import type { PartyKind } from "./party.ts";
import { tokensOf, type Token } from "./text/tokens.ts";
import type { Expansion } from "./vocabulary/vocabulary.ts";
import { opensCandidates, tokenWeight } from "./weights.ts";

/** Two halves a token must fit one 32-bit mask. Longer names lose their lightest tokens. */
export const mostAskedTokens = 16;

/**
 * A stretch of the asked name that is looked up: one token, two neighbours joined ("ge rmain"), or one part
 * of a token split at a border the vocabulary knows ("siemens|ag"). `mask` has two bits a token, so that
 * parts fit.
 */
export interface Unit {
  readonly mask: number;
  readonly token: number; // first token it covers
  readonly kind: "simple" | "joined" | "part";
  readonly text: string;
  readonly weight: number;
  readonly expansion: Expansion;
  readonly opens: boolean;
}

export interface AskedName {
  readonly text: string;
  readonly kind: PartyKind;
  readonly tokens: readonly Token[];
  readonly weights: readonly number[];
  readonly units: readonly Unit[]; // joined first, then simple by weight, each with its parts
  /** Sum of the weights of the tokens that open candidates. */
  readonly weight: number;
}

/** A unit's number is a byte in the scratch space. */
const mostUnits = 255;
const none: Expansion = { ids: new Uint32Array(0), similarities: new Uint16Array(0),
  relations: new Uint8Array(0) };
const sureSpelling = 8_500;

/** Reads an asked name against an index. Null when nothing in it can be looked up. */
export function askedName(index: NameIndex, text: string, kind: PartyKind): AskedName | null {
  const all = tokensOf(text, kind);
  const weighed = all.map((token) => weigh(index, token));
  const kept = keepHeaviest(weighed);
  const tokens = kept.map((w) => w.token);
  const weights = kept.map((w) => w.weight);
  const simple = kept.map((w, i): Unit => ({
    mask: 3 << (2 * i), token: i, kind: "simple", text: w.token.text, weight: w.weight,
      expansion: w.expansion,
    opens: opensCandidates(w.token.kind),
  }));
  const weight = simple.reduce((sum, u) => sum + (u.opens ? u.weight : 0), 0);
  if (weight === 0) return null;
  const byWeight = [...simple].sort((a, b) => b.weight - a.weight || a.token - b.token);
  const looked = byWeight.flatMap((unit) => [unit, ...partsOf(index, unit, tokens[unit.token])]);
  return { text, kind, tokens, weights, weight, units: [...joined(index, simple, tokens), ...looked].slice(0,
    mostUnits) };
}

interface Weighed {
  readonly token: Token;
  readonly weight: number;
  readonly expansion: Expansion;
}

function weigh(index: NameIndex, token: Token): Weighed {
  const { vocabulary } = index;
  if (!opensCandidates(token.kind)) {
    return { token, weight: tokenWeight(token.kind, 1, index.names.length), expansion: exactly(index,
      token) };
  }
  const expansion = token.kind === "number" ? exactly(index, token) : vocabulary.expand(token.text,
    token.isAbjad);
  // A misspelt common name is as common as the name it was meant to be.
  const best = expansion.ids[0];
  const isSure = best !== undefined && (expansion.similarities[0] ?? 0) >= sureSpelling;
  const bearers = index.frequencies?.bearers(token.text, token.isAbjad) ?? (isSure ? bearersOf(index, best)
    : 1);
  return { token, expansion, weight: tokenWeight(token.kind, bearers,
    index.frequencies?.names ?? index.names.length) };
}

function bearersOf(index: NameIndex, id: number): number {
  const { vocabulary, frequencies } = index;
  return frequencies?.bearers(vocabulary.textOf(id), vocabulary.isAbjad(id)) ?? index.bearers[id] ?? 1;
}

function exactly(index: NameIndex, token: Token): Expansion {
  const id = index.vocabulary.find(token.text, token.isAbjad);
  if (id === undefined) return none;
  return { ids: Uint32Array.of(id), similarities: Uint16Array.of(10_000), relations: Uint8Array.of(0) };
}

function keepHeaviest(weighed: readonly Weighed[]): readonly Weighed[] {
  if (weighed.length <= mostAskedTokens) return weighed;
  const border = weighed.map((w) => w.weight).sort((a, b) => b - a)[mostAskedTokens - 1] ?? 0;
  const heavy = weighed.filter((w) => w.weight > border);
  const ties = weighed.filter((w) => w.weight === border).slice(0, mostAskedTokens - heavy.length);
  return weighed.filter((w) => w.weight > border || ties.includes(w));
}

/** Spellings of a joined word must be surer than those of a typed one; an abjad leaves more out. */
const sureJoin = 8_800;
const sureAbjadJoin = 7_600;

/** Neighbours of one script, tried as one word: a space too many is the commonest slip of typing. */
function joined(index: NameIndex, simple: readonly Unit[], tokens: readonly Token[]): Unit[] {
  const out: Unit[] = [];
  for (let i = 0; i + 1 < simple.length; i++) {
    const [a, b, ta, tb] = [simple[i], simple[i + 1], tokens[i], tokens[i + 1]];
    if (!a || !b || !ta || !tb || !isWordLike(ta) || !isWordLike(tb) || ta.isAbjad !== tb.isAbjad) continue;
    const text = ta.letters + tb.letters;
    if (text.length < 4 || text.length > 40) continue;
    const all = index.vocabulary.expand(text, ta.isAbjad);
    const least = ta.isAbjad ? sureAbjadJoin : sureJoin;
    const weak = all.similarities.findIndex((s) => s < least);
    const size = weak < 0 ? all.ids.length : weak;
    if (size === 0) continue;
    const expansion = { ids: all.ids.slice(0, size), similarities: all.similarities.slice(0, size),
      relations: all.relations.slice(0, size) };
    out.push({ mask: a.mask | b.mask, token: i, kind: "joined", text, weight: a.weight + b.weight, expansion,
      opens: true });
  }
  return out;
}

function isWordLike(token: Token): boolean {
  return token.kind !== "legal" && token.kind !== "number" && token.kind !== "stop";
}

const shortestPart = 3;
const mostParts = 6;

/** An unknown long word, split where both parts are words the lists use: a space too few. */
function partsOf(index: NameIndex, unit: Unit, token: Token | undefined): Unit[] {
  const out: Unit[] = [];
  if (!token || token.kind !== "word" || unit.text.length < 6 ||
    unit.expansion.relations[0] === 0) return out;
  for (let at = shortestPart; at <= unit.text.length - 2 && out.length < mostParts; at++) {
    const [head, tail] = [unit.text.slice(0, at), unit.text.slice(at)];
    const [first, second] = [partOf(index, head, token), partOf(index, tail, token)];
    if (!first || !second || (tail.length < shortestPart && !second.isLegal)) continue;
    const share = Math.floor((head.length * 10_000) / unit.text.length);
    const low = 1 << (2 * unit.token);
    const base = { token: unit.token, kind: "part" as const, opens: true };
    out.push({ ...base, mask: low, text: head, weight: scaled(unit.weight, share),
      expansion: first.expansion });
    out.push({ ...base, mask: low << 1, text: tail, weight: scaled(unit.weight, 10_000 - share),
      expansion: second.expansion });
  }
  return out;
}

function partOf(index: NameIndex, text: string,
  token: Token): { expansion: Expansion; isLegal: boolean } | null {
  const id = index.vocabulary.find(text, token.isAbjad);
  if (id !== undefined) {
    return { isLegal: false, expansion: { ids: Uint32Array.of(id), similarities: Uint16Array.of(10_000),
      relations: Uint8Array.of(6) } };
  }
  // "SiemensAG": the tail is a legal form, known to the vocabulary by its class.
  const legal = tokensOf(`x ${text}`, "organisation")[1];
  return legal?.kind === "legal" ? { isLegal: true, expansion: exactly(index, legal) } : null;
}
