import type { Fault } from "../../../kernel/refusal.ts";
import type { Holding, Owners, Party, PartyId } from "../partner.ts";

const whole = 10_000;

/** R9.1: what is declared and the explained remainder make the whole, in the partner and in every body of the chain. */
export function ownershipFaults(owners: Owners): Fault[] {
  const faults: Fault[] = [];
  const direct = sumInto(owners.holdings, null);
  const sum = direct + owners.remainderBps;
  if (sum !== whole) {
    const code = sum > whole ? "partners-shares-over" : "partners-shares-short";
    faults.push({ path: "remainder", code, facts: { sum: percent(sum), rest: percent(Math.abs(whole - sum)) } });
  }
  for (const party of owners.parties.filter((p) => p.kind === "legal")) {
    const held = sumInto(owners.holdings, party.id);
    const facts = { name: party.name, sum: percent(held) };
    if (held > whole) faults.push({ path: `party.${party.id}`, code: "partners-chain-over", facts });
    else if (held < whole && party.chainWords === null) {
      faults.push({ path: `party.${party.id}`, code: "partners-chain-open", facts });
    }
  }
  return faults;
}

export function sumInto(holdings: readonly Holding[], held: PartyId | null): number {
  return holdings.filter((h) => h.heldId === held).reduce((sum, h) => sum + h.shareBps, 0);
}

export interface OwnershipShape {
  readonly depth: number; // edges from the partner to the farthest holder; 0 without holders
  readonly hasCycle: boolean; // somebody holds in itself through others
  readonly hasBearerShares: boolean;
  readonly stateBps: number; // held directly by states
}

/** What the depth of diligence asks of a chain. Source: R9.3, R9.4, S9. */
export function shapeOf(owners: Pick<Owners, "parties" | "holdings">): OwnershipShape {
  const kinds = new Map(owners.parties.map((p) => [p.id, p.kind]));
  const walk = new Walk(owners.holdings);
  const depth = walk.depthBelow(null);
  owners.parties.forEach((p) => walk.depthBelow(p.id)); // a cycle may hang apart from the partner
  return {
    depth,
    hasCycle: walk.hasCycle,
    hasBearerShares: owners.holdings.some((h) => h.form === "bearer"),
    stateBps: owners.holdings.filter((h) => h.heldId === null && kinds.get(h.holderId) === "state")
      .reduce((sum, h) => sum + h.shareBps, 0),
  };
}

/** Each body is visited once: a declared graph is attacker-chosen and may have more paths than atoms. */
class Walk {
  hasCycle = false;
  private readonly known = new Map<PartyId | null, number | "open">();
  constructor(private readonly holdings: readonly Holding[]) {}

  depthBelow(held: PartyId | null): number {
    const known = this.known.get(held);
    if (known === "open") this.hasCycle = true;
    if (known !== undefined) return known === "open" ? 0 : known;
    this.known.set(held, "open");
    const below = this.holdings.filter((h) => h.heldId === held).map((h) => this.depthBelow(h.holderId) + 1);
    const depth = Math.max(0, ...below);
    this.known.set(held, depth);
    return depth;
  }
}

/** Holders in the order a reader follows the chain: each under what it holds; `level` 0 holds the partner. */
export function chainOf(owners: Owners): readonly { holding: Holding; party: Party; level: number }[] {
  const parties = new Map(owners.parties.map((p) => [p.id, p]));
  const rows: { holding: Holding; party: Party; level: number }[] = [];
  const walk = (held: PartyId | null, level: number): void => {
    for (const holding of owners.holdings.filter((h) => h.heldId === held)) {
      const party = parties.get(holding.holderId);
      if (!party || rows.some((r) => r.holding.id === holding.id)) continue;
      rows.push({ holding, party, level });
      walk(party.id, level + 1);
    }
  };
  walk(null, 0);
  return rows;
}

/** "12.5" for 1 250: a share in facts, in the machine's form. */
export function percent(bps: number): string {
  const fraction = String(bps % 100).padStart(2, "0").replace(/0+$/, "");
  return `${Math.floor(bps / 100)}${fraction === "" ? "" : `.${fraction}`}`;
}
