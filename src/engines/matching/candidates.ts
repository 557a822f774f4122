import { scaled, shareOf, type BasisPoints } from "./bps.ts";
import type { AskedName } from "./asked-name.ts";
import type { NameIndex } from "./name-index.ts";
import type { Scratch } from "./scratch.ts";

/** Share of the lighter of both names that must have been found before a name is looked at closely. */
const leastShare: BasisPoints = 4_500;
/** Weight of what is missing, for the estimate by which candidates are ranked: see name-score.ts. */
const missingAsked: BasisPoints = 8_000;
const missingListed: BasisPoints = 3_000;

export interface Gather {
  readonly kinds: number; // bits of party kinds that may answer
  readonly floor: BasisPoints; // estimates below it are not worth a look
  readonly most: number; // candidates looked at closely; Infinity in monitoring
}

/**
 * Names that share enough weight with the asked one, best estimate first. Tokens are taken by weight; once
 * what is left could not carry a name over the border alone, no new name is admitted. The border depends on
 * both names alike, so asking from either side finds the same pair.
 */
export function gather(index: NameIndex, scratch: Scratch, asked: AskedName, ask: Gather): number[] {
  scratch.begin();
  let left = asked.weight;
  asked.units.forEach((unit, number) => {
    const { ids, similarities, relations } = unit.expansion;
    for (let e = 0; e < ids.length; e++) {
      const relation = unit.kind === "joined" ? 5 : unit.kind === "part" ? 6 : (relations[e] ?? 0);
      scratch.link(ids[e] ?? 0, number, similarities[e] ?? 0, relation);
    }
    if (!unit.opens) return;
    // Joins come before their tokens and parts behind theirs: only a token itself takes from what is left.
    if (unit.kind === "simple") left -= unit.weight;
    const rest = unit.kind === "part" ? left + (asked.weights[unit.token] ?? 0) - unit.weight : left;
    for (let e = 0; e < ids.length; e++) {
      const gain = scaled(unit.weight, similarities[e] ?? 0);
      admit(index, scratch, { id: ids[e] ?? 0, mask: unit.mask, gain, left: rest, asked: asked.weight,
        kinds: ask.kinds });
    }
  });
  return rank(index, scratch, asked, ask);
}

interface Admission {
  readonly id: number;
  readonly mask: number;
  readonly gain: number;
  readonly left: number;
  readonly asked: number;
  readonly kinds: number;
}

function admit(index: NameIndex, scratch: Scratch, found: Admission): void {
  const { postings, postingsFrom, nameKind, nameWeight } = index;
  const { stamp, gathered, covered, serial } = scratch;
  const until = postingsFrom[found.id + 1] ?? 0;
  for (let p = postingsFrom[found.id] ?? 0; p < until; p++) {
    const name = postings[p] ?? 0;
    if (((nameKind[name] ?? 0) & found.kinds) === 0) continue;
    if (stamp[name] === serial) {
      const before = covered[name] ?? 0;
      if ((before & found.mask) !== 0) continue; // expansions come best first
      covered[name] = before | found.mask;
      gathered[name] = (gathered[name] ?? 0) + found.gain;
      continue;
    }
    const lighter = Math.min(found.asked, nameWeight[name] ?? 0);
    if ((found.gain + found.left) * 10_000 < lighter * leastShare) continue;
    stamp[name] = serial;
    covered[name] = found.mask;
    gathered[name] = found.gain;
    scratch.touched[scratch.touchedCount++] = name;
  }
}

function rank(index: NameIndex, scratch: Scratch, asked: AskedName, ask: Gather): number[] {
  const kept: number[] = [];
  const estimates: number[] = [];
  for (let i = 0; i < scratch.touchedCount; i++) {
    const name = scratch.touched[i] ?? 0;
    const got = scratch.gathered[name] ?? 0;
    const listed = index.nameWeight[name] ?? 0;
    if (got * 10_000 < Math.min(asked.weight, listed) * leastShare) continue;
    const missing = scaled(Math.max(0, asked.weight - got), missingAsked) + scaled(Math.max(0, listed - got),
      missingListed);
    const estimate = shareOf(got, got + missing);
    if (estimate < ask.floor) continue;
    kept.push(name);
    estimates.push(estimate);
  }
  if (kept.length <= ask.most) return kept;
  const order = kept.map((_, i) => i).sort((a, b) => (estimates[b] ?? 0) - (estimates[a] ?? 0) || a - b);
  return order.slice(0, ask.most).map((i) => kept[i] ?? 0);
}
