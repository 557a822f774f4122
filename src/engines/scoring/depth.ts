/** How deep a case is looked into, shallowest first (art. 14). */
export const depths = ["basic", "standard", "enhanced"] as const;
export type Depth = (typeof depths)[number];

/** What decides the floor. Unknown facts are given as true by the caller: a missing fact never makes it shallower. */
export interface DepthFacts {
  readonly kinds: readonly string[]; // kinds of contribution intended
  readonly valueUpToMinor: bigint; // largest value intended, minor units of the organisation's currency
  readonly holds: readonly string[]; // ids of facts that hold: "pep-owner", "bearer-shares", …
}

/** One row of the published table: whatever matches asks for at least `depth`. */
export interface DepthFloor {
  readonly depth: Depth;
  readonly kinds: readonly string[];
  readonly valueFromMinor: bigint | null;
  readonly facts: readonly string[];
}

export interface DepthResult {
  readonly depth: Depth;
  /** Why it is not shallower: kinds, "value" or fact ids, of the deepest row that matched; empty for the shallowest. */
  readonly because: readonly string[];
}

/** The least depth allowed. The boundary goes up: a value equal to the row's asks for the row's depth. */
export function depthFloor(facts: DepthFacts, floors: readonly DepthFloor[]): DepthResult {
  let best: DepthResult = { depth: "basic", because: [] };
  for (const floor of floors) {
    const because = [
      ...floor.kinds.filter((kind) => facts.kinds.includes(kind)),
      ...(floor.valueFromMinor !== null && facts.valueUpToMinor >= floor.valueFromMinor ? ["value"] : []),
      ...floor.facts.filter((fact) => facts.holds.includes(fact)),
    ];
    if (because.length > 0 && isDeeper(floor.depth, best.depth)) best = { depth: floor.depth, because };
  }
  return best;
}

export function deeper(a: Depth, b: Depth): Depth {
  return isDeeper(a, b) ? a : b;
}

/** Strictly deeper. */
export function isDeeper(a: Depth, b: Depth): boolean {
  return depths.indexOf(a) > depths.indexOf(b);
}
