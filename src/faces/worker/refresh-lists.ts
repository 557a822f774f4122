import { join } from "node:path";
import { importListFiles, sourceOf } from "../../modules/screening/index.ts";
import { filesAt } from "../../ports/disk/list-files.ts";
import type { World } from "../../ports/world.ts";

export interface Refreshed {
  readonly source: string;
  readonly outcome: "imported" | "unchanged" | "refused" | "unreachable" | "no-address";
  readonly entries: number | null;
  readonly why: string | null;
}

/** Nobody publishes a demonstration list: its files ship with the product and are looked at again from there. */
function shipped(world: World, source: string): string | null {
  return world.organisation().fictitious && source.startsWith("demo-")
    ? join(world.folders.root, "reference/demonstration/lists", source)
    : null;
}

/**
 * Looks at every adopted list again, at its publisher's address. A list that cannot be had keeps its last good
 * version and grows older; decisions stop by themselves when it is too old (R19.1).
 */
export async function refreshLists(
  world: World,
  onProgress: (source: string) => void = () => {},
): Promise<readonly Refreshed[]> {
  const done: Refreshed[] = [];
  for (const source of world.organisation().adoptedLists) {
    onProgress(source);
    done.push(await refreshOne(world, source));
  }
  return done;
}

async function refreshOne(world: World, id: string): Promise<Refreshed> {
  const folder = shipped(world, id);
  const got = folder ? { files: filesAt(folder), why: null } : await fetchFiles(world, id);
  if (!got.files)
    return {
      source: id,
      outcome: got.why === null ? "no-address" : "unreachable",
      entries: null,
      why: got.why,
    };
  const result = await importListFiles(world, { source: id, files: got.files });
  if (!result.ok) return { source: id, outcome: "refused", entries: null, why: result.error.code };
  return { source: id, outcome: result.value.outcome, entries: result.value.entries, why: null };
}

async function fetchFiles(world: World, id: string) {
  const source = sourceOf(id);
  const files: { name: string; bytes: Uint8Array }[] = [];
  for (const file of source?.files ?? []) {
    if (file.url === null) return { files: null, why: null };
    const answer = await world.http.get({ url: file.url, maxBytes: file.bytesMax, timeoutMs: 120_000 });
    if (answer.kind !== "fetched" && file.isOptional) continue;
    if (answer.kind !== "fetched")
      return { files: null, why: answer.kind === "failed" ? answer.reason : answer.kind };
    files.push({ name: new URL(file.url).pathname.split("/").pop() ?? "list", bytes: answer.bytes });
  }
  return files.length > 0 ? { files, why: null } : { files: null, why: null };
}
