import { createHash } from "node:crypto";
import { createReadStream, existsSync, readFileSync, writeFileSync, renameSync } from "node:fs";
import { join, normalize } from "node:path";
import { z } from "zod";
import { StartRefused } from "../start-refused.ts";

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const path = z.string().refine((text) => normalize(text) === text && !text.startsWith("..") && !text.startsWith("/"));

/** What a backup holds, written last: a folder without it is a backup that was interrupted. */
const shape = z.strictObject({
  format: z.literal(1),
  at: z.string(),
  evaluation: z.boolean(),
  serverMajor: z.int(),
  schema: z.array(z.strictObject({ name: z.string(), sha256: hash })),
  tables: z.array(z.strictObject({
    name: z.string(), columns: z.array(z.string()), rows: z.int(), path,
  })),
  sequences: z.array(z.strictObject({ name: z.string(), value: z.string().nullable() })),
  files: z.array(z.strictObject({ path, sha256: hash, bytes: z.int() })),
});
export type Manifest = z.infer<typeof shape>;

/** One step of something long, for the page, the terminal and the API alike. */
export interface Progress {
  readonly what: "table" | "blobs" | "log" | "keys" | "check" | "migration" | "erasures";
  readonly name: string;
  readonly done: number;
  readonly total: number;
}
export type OnProgress = (progress: Progress) => void;

const file = "manifest.json";

export function writeManifest(folder: string, manifest: Manifest): void {
  const beside = join(folder, `${file}.part`);
  writeFileSync(beside, `${JSON.stringify(manifest, null, 1)}\n`, { mode: 0o600, flush: true });
  renameSync(beside, join(folder, file));
}

/** Throws `StartRefused` when there is no whole backup in the folder. */
export function readManifest(folder: string): Manifest {
  const at = join(folder, file);
  if (!existsSync(at)) throw new StartRefused(`${folder} holds no ${file}: it is not a backup, or one that was interrupted`);
  try {
    return shape.parse(JSON.parse(readFileSync(at, "utf8")));
  } catch {
    throw new StartRefused(`${at} is not a manifest this version can read`);
  }
}

/** Every file is there, of its size and hash; nothing of a backup is used before all of it was checked. */
export async function checkFiles(folder: string, manifest: Manifest, onProgress: OnProgress): Promise<void> {
  let done = 0;
  for (const one of manifest.files) {
    const at = join(folder, one.path);
    const found = existsSync(at) ? await sha256OfFile(at) : null;
    if (found !== one.sha256) {
      throw new StartRefused(`${at} ${found ? "does not match the manifest" : "is missing"}: this backup cannot be restored`);
    }
    done += 1;
    if (done % 100 === 0 || done === manifest.files.length) {
      onProgress({ what: "check", name: one.path, done, total: manifest.files.length });
    }
  }
}

export async function sha256OfFile(at: string): Promise<string> {
  const digest = createHash("sha256");
  for await (const chunk of createReadStream(at) as AsyncIterable<Buffer>) digest.update(chunk);
  return digest.digest("hex");
}
