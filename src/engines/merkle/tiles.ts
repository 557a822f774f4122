/** The static files of a log: tiles of 256 hashes and bundles of 256 entries. Source: c2sp.org/tlog-tiles. */
export const tileWidth = 256;

/** `width` 256 is a full tile, 1–255 a partial one, which exists for one tree size only. */
export interface Tile {
  readonly level: number;
  readonly index: bigint;
  readonly width: number;
}

/** "tile/0/x001/x234/067.p/5" */
export function tilePath(tile: Tile): string {
  return `tile/${tile.level}/${indexPath(tile.index)}${widthPath(tile.width)}`;
}

/** "tile/entries/000": the entries whose hashes are in the tile of level 0 with the same index. */
export function bundlePath(index: bigint, width: number): string {
  return `tile/entries/${indexPath(index)}${widthPath(width)}`;
}

function indexPath(index: bigint): string {
  const digits = index.toString();
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, "0").match(/\d{3}/g) ?? [];
  return groups.map((g, i) => (i < groups.length - 1 ? `x${g}` : g)).join("/");
}

function widthPath(width: number): string {
  return width === tileWidth ? "" : `.p/${width}`;
}

/** How many nodes a tree of `size` leaves has at a tile level. */
export function widthAt(level: number, size: bigint): bigint {
  return size >> BigInt(8 * level);
}

/**
 * Tiles a tree of `newSize` has and one of `oldSize` had not: full ones and the partial one at the right of
 * each level.
 */
export function newTiles(oldSize: bigint, newSize: bigint): readonly Tile[] {
  const tiles: Tile[] = [];
  for (let level = 0; widthAt(level, newSize) > 0n; level++) {
    const [before, after] = [widthAt(level, oldSize), widthAt(level, newSize)];
    if (before === after && oldSize > 0n) continue;
    for (let index = before / 256n; index < after / 256n; index++) {
      tiles.push({ level, index, width: tileWidth });
    }
    const rest = Number(after % 256n);
    if (rest > 0) tiles.push({ level, index: after / 256n, width: rest });
  }
  return tiles;
}

/** Entries with a big-endian uint16 length before each. Throws above 65,535 bytes. */
export function writeBundle(entries: readonly Uint8Array[]): Buffer {
  return Buffer.concat(entries.flatMap((entry) => {
    if (entry.length > 0xffff) throw new RangeError(`${entry.length} bytes do not fit a bundle`);
    const length = Buffer.alloc(2);
    length.writeUInt16BE(entry.length);
    return [length, entry];
  }));
}

/** Null when the bytes are cut short. @param bytes from storage or a stranger */
export function readBundle(bytes: Buffer): readonly Buffer[] | null {
  const entries: Buffer[] = [];
  for (let at = 0; at < bytes.length;) {
    if (at + 2 > bytes.length) return null;
    const end = at + 2 + bytes.readUInt16BE(at);
    if (end > bytes.length) return null;
    entries.push(bytes.subarray(at + 2, end));
    at = end;
  }
  return entries;
}
