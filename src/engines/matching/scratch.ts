import type { NameIndex } from "./name-index.ts";

/**
 * Working space of one search, kept with its index so that nothing is allocated per candidate. Stamps say
 * which search a cell belongs to, so nothing is cleared either. One search at a time: JavaScript runs one.
 */
export class Scratch {
  serial = 0;
  readonly stamp: Uint32Array; // name → serial of the search that touched it
  readonly gathered: Uint32Array; // name → weight found so far
  readonly covered: Uint32Array; // name → halves of the asked name found in it
  readonly touched: Uint32Array;
  touchedCount = 0;
  // Vocabulary id → linked list of (unit, similarity, relation) of this search.
  readonly headStamp: Uint32Array;
  readonly head: Int32Array;
  next = new Int32Array(1_024);
  unit = new Uint8Array(1_024);
  similarity = new Uint16Array(1_024);
  relation = new Uint8Array(1_024);
  links = 0;
  // Pairs of the candidate at hand.
  readonly pairs = new Pairs();

  constructor(index: NameIndex) {
    this.stamp = new Uint32Array(index.names.length);
    this.gathered = new Uint32Array(index.names.length);
    this.covered = new Uint32Array(index.names.length);
    this.touched = new Uint32Array(index.names.length);
    this.headStamp = new Uint32Array(index.vocabulary.size);
    this.head = new Int32Array(index.vocabulary.size);
  }

  begin(): void {
    this.serial += 1;
    this.touchedCount = 0;
    this.links = 0;
  }

  link(id: number, unit: number, similarity: number, relation: number): void {
    if (this.links === this.next.length) this.grow();
    const at = this.links++;
    this.next[at] = this.headStamp[id] === this.serial ? (this.head[id] ?? -1) : -1;
    this.headStamp[id] = this.serial;
    this.head[id] = at;
    this.unit[at] = unit;
    this.similarity[at] = similarity;
    this.relation[at] = relation;
  }

  private grow(): void {
    const size = this.next.length * 2;
    const larger = <T extends Int32Array | Uint8Array | Uint16Array>(to: T, from: T): T => {
      to.set(from);
      return to;
    };
    this.next = larger(new Int32Array(size), this.next);
    this.unit = larger(new Uint8Array(size), this.unit);
    this.similarity = larger(new Uint16Array(size), this.similarity);
    this.relation = larger(new Uint8Array(size), this.relation);
  }
}

/** Possible pairs of a candidate, and which of them were chosen. */
export class Pairs {
  static readonly most = 512;
  count = 0;
  readonly unit = new Uint8Array(Pairs.most);
  readonly listed = new Uint8Array(Pairs.most); // token number within the listed name
  readonly similarity = new Uint16Array(Pairs.most);
  readonly relation = new Uint8Array(Pairs.most);
  readonly weight = new Uint16Array(Pairs.most);
  readonly isChosen = new Uint8Array(Pairs.most);

  add(unit: number, listed: number, similarity: number, relation: number, weight: number): void {
    if (this.count === Pairs.most) return;
    const at = this.count++;
    this.unit[at] = unit;
    this.listed[at] = listed;
    this.similarity[at] = similarity;
    this.relation[at] = relation;
    this.weight[at] = weight;
    this.isChosen[at] = 0;
  }
}
