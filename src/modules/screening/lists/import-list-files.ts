import { systemActor } from "../../../kernel/actor.ts";
import { hidden, type Refusal } from "../../../kernel/refusal.ts";
import { no, type Result } from "../../../kernel/result.ts";
import type { World } from "../../../ports/world.ts";
import { perform } from "../../log/index.ts";
import { sourceOf } from "../sources/registry.ts";
import type { GivenFile } from "../sources/read-list.ts";
import { listStates } from "../stores/store-lists.ts";
import { forgetRead, importList, readOnce, type Imported } from "./import-list.ts";
import { refuseList } from "./refuse-list.ts";

export interface ListProgress {
  readonly step: "reading" | "storing";
  readonly done: number; // bytes
  readonly of: number;
}

/**
 * Imports a list from its publisher's files, for the command line and the timers. A refusal is kept on
 * record; the last good version stays in force.
 *
 * @param ask.source id of a folder in sources/
 */
export async function importListFiles(
  world: World, ask: { readonly source: string; readonly files: readonly GivenFile[] },
  onProgress: (progress: ListProgress) => void = () => {},
): Promise<Result<Imported, Refusal>> {
  const source = sourceOf(ask.source);
  if (!source) return no(hidden);
  const states = await world.database.read((tx) => listStates(tx));
  const state = states.find((l) => l.source === source.id);
  const size = ask.files.reduce((sum, f) => sum + f.bytes.length, 0);
  const lastGood = state && state.version > 0 ? state.entries : null;
  readOnce(source, ask.files, lastGood, (done, of) => onProgress({ step: "reading", done, of }));
  onProgress({ step: "storing", done: 0, of: size });
  const files = ask.files.map((f) =>
    ({ name: f.name.slice(0, 200), base64: Buffer.from(f.bytes).toString("base64") }));
  const result = await perform(world, systemActor, importList, { source: source.id, files });
  forgetRead();
  if (result.ok) onProgress({ step: "storing", done: size, of: size });
  else await keepRefusal(world, source.id, result.error);
  return result;
}

async function keepRefusal(world: World, source: string, refusal: Refusal): Promise<void> {
  if (refusal.kind !== "refused" || refusal.code !== "screening/list-refused") return;
  const { fault, detail, firstAt } = refusal.facts ?? {};
  await perform(world, systemActor, refuseList, {
    source, code: String(fault ?? "unreadable"), detail: String(detail ?? ""), firstAt: String(firstAt ?? ""),
  });
}
