import { createHash } from "node:crypto";
import { z } from "zod";
import type { Json } from "../../../kernel/canonical.ts";
import { hidden, refused, type Refusal } from "../../../kernel/refusal.ts";
import { no, ok, type Result } from "../../../kernel/result.ts";
import { newId } from "../../../ports/random.ts";
import { deed, type Desk } from "../../log/index.ts";
import type { ListFault } from "../sources/faults.ts";
import { readList, type GivenFile, type ReadList } from "../sources/read-list.ts";
import { sourceOf } from "../sources/registry.ts";
import type { Source } from "../sources/source.ts";
import { watchedFiles } from "../stores/store-hits.ts";
import {
  endEntries, hashesInForce, insertEntries, insertImport, insertVersion, lockList, setAdopted, setChecked,
    setCovered,
  type ListState,
} from "../stores/store-lists.ts";

export interface Imported {
  readonly outcome: "imported" | "unchanged";
  readonly version: number;
  readonly versionSha256: string;
  readonly entries: number;
  readonly names: number;
  readonly added: number;
  readonly removed: number;
  readonly publishedOn: string | null;
  readonly faults: readonly ListFault[];
}

/** A list of 30 MB is 40 MB of base 64. */
const longestFile = 200_000_000;

/**
 * Takes a publisher's files over as the list's new version, or refuses them whole: the last good version then
 * stays in force. Reading is pure, so a repeated import of the same bytes gives the same answer.
 */
export const importList = deed({
  name: "screening.import-list",
  who: "system",
  isolation: "read-committed",
  ask: z.strictObject({
    source: z.string().max(40),
    files: z.array(z.strictObject({ name: z.string().min(1).max(200),
      base64: z.base64().max(longestFile) })).min(1).max(4),
  }),
  async perform(desk, ask): Promise<Result<Imported, Refusal>> {
    const source = sourceOf(ask.source);
    if (!source) return no(hidden);
    await setAdopted(desk.tx, desk.organisation.adoptedLists);
    const before = await lockList(desk.tx, source.id);
    const files = ask.files.map((f) => ({ name: f.name, bytes: Buffer.from(f.base64, "base64") }));
    const read = readOnce(source, files, before.version === 0 ? null : before.entries);
    if (!read.ok) return no(listRefused(source.id, read.error));
    return before.versionSha256 === read.value.versionSha256 ? unchanged(desk, before, read.value)
      : replace(desk, before, read.value);
  },
});

export function listRefused(source: string, fault: ListFault): Refusal {
  const { code, detail, firstAt } = fault;
  return refused("screening/list-refused", { source, fault: code, detail, firstAt });
}

async function unchanged(desk: Desk, before: ListState, list: ReadList): Promise<Result<Imported, Refusal>> {
  const at = desk.now();
  const eventId = await desk.record({
    type: "list.checked", subject: list.source.id, version: before.version,
      body: { versionSha256: list.versionSha256 },
  });
  await setChecked(desk.tx, list.source.id, at);
  // Who was screened against these very entries need not be screened again.
  if (before.coveredVersion === before.version) await setCovered(desk.tx,
    list.source.id, at);
  await insertImport(desk.tx, {
    id: newId(desk.world.random, "imp"), source: list.source.id, at, outcome: "unchanged",
      version: before.version,
    fault: null, eventId,
  });
  return ok({ outcome: "unchanged", version: before.version, added: 0, removed: 0, ...summary(list) });
}

async function replace(desk: Desk, before: ListState, list: ReadList): Promise<Result<Imported, Refusal>> {
  const { tx } = desk;
  const source = list.source.id;
  const version = before.version + 1;
  const at = desk.now();
  const old = new Set(await hashesInForce(tx, source));
  const now = new Set(list.entries.map((e) => e.sha256));
  const added = list.entries.filter((e) => !old.has(e.sha256));
  const removed = [...old].filter((sha) => !now.has(sha));
  const eventId = await desk.record({
    type: "list.imported", subject: source, version,
    body: {
      versionSha256: list.versionSha256, entries: list.entries.length, names: list.nameCount,
        added: added.length,
      removed: removed.length, publishedOn: list.publishedOn, files: list.files as unknown as Json,
    },
  });
  await endEntries(tx, source, before.version, removed);
  await insertEntries(tx, { source, version, entries: added });
  await insertVersion(tx, {
    source, version, versionSha256: list.versionSha256, entries: list.entries.length, names: list.nameCount,
    added: added.length, removed: removed.length, publishedOn: list.publishedOn, files: list.files,
      faults: list.faults,
    at, eventId,
  });
  await insertImport(tx, { id: newId(desk.world.random, "imp"), source, at, outcome: "imported", version,
    fault: null, eventId });
  // Nobody is watched yet: nobody is behind. Otherwise on-list-imported.ts screens everybody first.
  if ((await watchedFiles(tx)).length === 0) await setCovered(tx, source, at);
  return ok({ outcome: "imported", version, added: added.length, removed: removed.length, ...summary(list) });
}

function summary(list: ReadList): Pick<Imported,
  "versionSha256" | "entries" | "names" | "publishedOn" | "faults"> {
  return {
    versionSha256: list.versionSha256, entries: list.entries.length, names: list.nameCount,
      publishedOn: list.publishedOn,
    faults: list.faults,
  };
}

let last: { readonly key: string; readonly read: ReturnType<typeof readList> } | null = null;

/** The last list read, so that the command line may show progress first and the deed need not read twice. */
export function readOnce(
  source: Source, files: readonly GivenFile[], lastGood: number | null, onProgress?: (done: number,
    of: number) => void,
): ReturnType<typeof readList> {
  const hash = createHash("sha256").update(`${source.id} ${lastGood ?? "none"} `);
  for (const file of files) hash.update(`${file.name} ${file.bytes.length} `).update(file.bytes);
  const key = hash.digest("hex");
  if (last?.key !== key) last = { key, read: readList({ source, files, lastGood }, onProgress) };
  return last.read;
}

/** Lets the list that was read go: it is some tens of megabytes. */
export function forgetRead(): void {
  last = null;
}
