/**
 * Keys to lists of token numbers: 32-bit hashes in an open-addressed table that points into one long array.
 * Two words may share a hash; whoever asks checks the word itself, so that only costs a comparison.
 */
export interface KeyTable {
  readonly keys: Uint32Array; // power of two; 0 is empty
  readonly places: Uint32Array; // index of the key's first value
  readonly counts: Uint32Array;
  readonly values: Uint32Array;
}

/** FNV-1a over UTF-16 units; never 0, which marks an empty slot. */
export function hashOf(text: string, without = -1): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    if (i === without) continue;
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  // The last bytes reach the high bits only: fold them down, since slots are taken from the low bits.
  hash ^= hash >>> 15;
  return hash >>> 0 || 1;
}

export class KeyTableBuilder {
  private readonly keys: number[] = [];
  private readonly values: number[] = [];

  add(key: number, value: number): void {
    this.keys.push(key);
    this.values.push(value);
  }

  build(): KeyTable {
    const distinct = new Set(this.keys).size;
    const size = 2 ** Math.ceil(Math.log2(Math.max(8, distinct * 2)));
    const table: KeyTable = {
      keys: new Uint32Array(size), places: new Uint32Array(size), counts: new Uint32Array(size),
      values: new Uint32Array(this.values.length),
    };
    const slots = new Uint32Array(this.keys.length);
    this.keys.forEach((key, i) => {
      const slot = slotFor(table.keys, key);
      table.keys[slot] = key;
      table.counts[slot] = (table.counts[slot] ?? 0) + 1;
      slots[i] = slot;
    });
    let place = 0;
    for (let slot = 0; slot < size; slot++) {
      table.places[slot] = place;
      place += table.counts[slot] ?? 0;
    }
    const next = table.places.slice();
    this.values.forEach((value, i) => {
      const slot = slots[i] ?? 0;
      table.values[next[slot] ?? 0] = value;
      next[slot] = (next[slot] ?? 0) + 1;
    });
    return table;
  }
}

function slotFor(keys: Uint32Array, key: number): number {
  const mask = keys.length - 1;
  let slot = key & mask;
  while (keys[slot] !== 0 && keys[slot] !== key) slot = (slot + 1) & mask;
  return slot;
}

/** Calls `visit` with each value of the key, in the order they were added. */
export function eachOf(table: KeyTable, key: number, visit: (value: number) => void): void {
  const slot = slotFor(table.keys, key);
  if (table.keys[slot] !== key) return;
  const from = table.places[slot] ?? 0;
  const until = from + (table.counts[slot] ?? 0);
  for (let i = from; i < until; i++) visit(table.values[i] ?? 0);
}
