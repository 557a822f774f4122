import { chmodSync, mkdtempSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * A folder for a server of a test: in memory where there is room, since a durable server syncs a thousand files when it
 * is made. Others may pass through it (0711), so that the server's own user reaches what lies in it.
 */
export function scratchFolder(name: string): string {
  const folder = mkdtempSync(join(hasMemory() ? "/dev/shm" : tmpdir(), `entente-${name}-`));
  chmodSync(folder, 0o711);
  return folder;
}

function hasMemory(): boolean {
  try {
    const { bavail, bsize } = statfsSync("/dev/shm");
    return Number(bavail) * Number(bsize) > 2_000_000_000;
  } catch {
    return false;
  }
}
