import { kindBit, type NameQuality, type Party } from "./party.ts";
import { tokensOf } from "./text/tokens.ts";
import { Vocabulary } from "./vocabulary/vocabulary.ts";
import { kindFrom, kindNumber, opensCandidates, tokenWeight } from "./weights.ts";

/** A listed party and the key under which its owner keeps the full record. */
export interface Listed extends Party {
  readonly key: string;
}

const qualities: readonly NameQuality[] = ["primary", "strong", "weak", "script"];

/**
 * All names of the listed parties as numbers: name → tokens, token → names, name → party. Immutable once
 * built; a new version of a list makes a new index.
 */
export interface NameIndex {
  readonly parties: readonly Listed[];
  readonly vocabulary: Vocabulary;
  readonly names: readonly string[];
  readonly nameParty: Uint32Array;
  readonly nameQuality: Uint8Array;
  readonly nameKind: Uint8Array; // bit of the party's kind
  /** Sum of the weights of the tokens that open candidates. */
  readonly nameWeight: Uint32Array;
  readonly tokensFrom: Uint32Array; // name → first of its tokens
  readonly tokenIds: Uint32Array;
  readonly tokenKinds: Uint8Array;
  readonly tokenWeights: Uint16Array;
  readonly bearers: Uint32Array; // vocabulary id → number of names
  readonly postingsFrom: Uint32Array;
  readonly postings: Uint32Array; // vocabulary id → names, only for tokens that open candidates
  readonly byIdentifier: ReadonlyMap<string, readonly number[]>; // normalised identifier → parties
  readonly frequencies: Frequencies | null;
}

/** How often each word is borne, when it is known from elsewhere (the other lists, a frozen table). */
export interface Frequencies {
  readonly names: number;
  bearers(text: string, isAbjad: boolean): number | undefined;
}

/**
 * Builds the index: about 1.5 s and 40 MB for 25 000 parties with 55 000 names.
 *
 * @param frequencies replaces the index's own counts; without them rarity is that of these very names
 */
export function buildIndex(parties: readonly Listed[], frequencies?: Frequencies): NameIndex {
  const raw = readNames(parties);
  const { vocabulary, tokenIds, tokensFrom, tokenKinds } = raw;
  const total = raw.names.length;
  const bearers = countBearers(vocabulary.size, tokensFrom, tokenIds);
  const weights = new Uint16Array(tokenIds.length);
  const nameWeight = new Uint32Array(total);
  for (let name = 0; name < total; name++) {
    for (let t = tokensFrom[name] ?? 0; t < (tokensFrom[name + 1] ?? 0); t++) {
      const id = tokenIds[t] ?? 0;
      const kind = kindFrom(tokenKinds[t] ?? 0);
      const known = frequencies?.bearers(vocabulary.textOf(id), vocabulary.isAbjad(id)) ?? bearers[id] ?? 1;
      weights[t] = tokenWeight(kind, known, frequencies?.names ?? total);
      if (opensCandidates(kind)) nameWeight[name] = (nameWeight[name] ?? 0) + (weights[t] ?? 0);
    }
  }
  vocabulary.seal();
  return {
    ...raw, parties, bearers, nameWeight, tokenWeights: weights, byIdentifier: identifierMap(parties),
    ...postingsOf(vocabulary.size, raw), frequencies: frequencies ?? null,
  };
}

/** The counts of one index, to weigh the words of another by. */
export function frequenciesOf(index: NameIndex): Frequencies {
  return {
    names: index.names.length,
    bearers: (text, isAbjad) => {
      const id = index.vocabulary.find(text, isAbjad);
      return id === undefined ? undefined : index.bearers[id];
    },
  };
}

type RawNames = Pick<
  NameIndex,
    "vocabulary" | "names" | "nameParty" | "nameQuality" | "nameKind" | "tokensFrom" | "tokenIds" | "tokenKinds"
>;

function readNames(parties: readonly Listed[]): RawNames {
  const vocabulary = new Vocabulary();
  const names: string[] = [];
  const [nameParty, nameQuality, nameKind]: [number[], number[], number[]] = [[], [], []];
  const [ids, kinds, from]: [number[], number[], number[]] = [[], [], [0]];
  parties.forEach((party, number) => {
    for (const name of party.names) {
      const tokens = tokensOf(name.text, party.kind);
      if (tokens.length === 0) continue;
      names.push(name.text);
      nameParty.push(number);
      nameQuality.push(qualities.indexOf(name.quality));
      nameKind.push(kindBit(party.kind));
      for (const token of tokens) {
        ids.push(vocabulary.add(token.text, token.isAbjad));
        kinds.push(kindNumber(token.kind));
      }
      from.push(ids.length);
    }
  });
  return {
    vocabulary, names, nameParty: Uint32Array.from(nameParty), nameQuality: Uint8Array.from(nameQuality),
    nameKind: Uint8Array.from(nameKind), tokensFrom: Uint32Array.from(from), tokenIds: Uint32Array.from(ids),
    tokenKinds: Uint8Array.from(kinds),
  };
}

/** How many names hold each token; a token twice in one name counts once. */
function countBearers(size: number, from: Uint32Array, ids: Uint32Array): Uint32Array {
  const bearers = new Uint32Array(size);
  const last = new Int32Array(size).fill(-1);
  for (let name = 0; name + 1 < from.length; name++) {
    for (let t = from[name] ?? 0; t < (from[name + 1] ?? 0); t++) {
      const id = ids[t] ?? 0;
      if (last[id] !== name) bearers[id] = (bearers[id] ?? 0) + 1;
      last[id] = name;
    }
  }
  return bearers;
}

function postingsOf(size: number, raw: RawNames): Pick<NameIndex, "postings" | "postingsFrom"> {
  const pairs: [number, number][] = [];
  for (let name = 0; name < raw.names.length; name++) {
    const seen = new Set<number>();
    for (let t = raw.tokensFrom[name] ?? 0; t < (raw.tokensFrom[name + 1] ?? 0); t++) {
      const id = raw.tokenIds[t] ?? 0;
      if (opensCandidates(kindFrom(raw.tokenKinds[t] ?? 0)) && !seen.has(id)) pairs.push([id, name]);
      seen.add(id);
    }
  }
  const postingsFrom = new Uint32Array(size + 1);
  for (const [id] of pairs) postingsFrom[id + 1] = (postingsFrom[id + 1] ?? 0) + 1;
  for (let id = 0; id < size; id++) postingsFrom[id + 1] = (postingsFrom[id + 1] ?? 0) +
    (postingsFrom[id] ?? 0);
  const next = postingsFrom.slice();
  const postings = new Uint32Array(pairs.length);
  for (const [id, name] of pairs) {
    postings[next[id] ?? 0] = name;
    next[id] = (next[id] ?? 0) + 1;
  }
  return { postings, postingsFrom };
}

function identifierMap(parties: readonly Listed[]): Map<string, number[]> {
  const map = new Map<string, number[]>();
  parties.forEach((party, number) => {
    for (const id of party.ids) {
      const key = identifierKey(id.value);
      if (key === null) continue;
      const holders = map.get(key) ?? [];
      if (holders[holders.length - 1] !== number) holders.push(number);
      map.set(key, holders);
    }
  });
  return map;
}

/**
 * Capitals, letters and digits only; null when shorter than five or without a digit: such numbers meet by
 * accident.
 */
export function identifierKey(value: string): string | null {
  const key = value.normalize("NFKC").toUpperCase().replace(/[^A-Z0-9]/g, "");
  return key.length >= 5 && /\d/.test(key) ? key : null;
}
