import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Place } from "./places.ts";
import { findRunning, shutDown } from "./server.ts";
import { withStartLock } from "./start-lock.ts";

/**
 * Ends the built-in server of a state folder and removes its data, wherever it was put. Returns the folder removed,
 * or null when there never was one.
 */
export async function removeEmbedded(state: string): Promise<string | null> {
  const file = join(state, "database.json");
  if (!existsSync(file)) return null;
  const place = JSON.parse(readFileSync(file, "utf8")) as Place;
  await withStartLock(join(state, "database.lock"), 60_000, async () => {
    const running = findRunning(place);
    if (running) await shutDown(running);
    rmSync(place.base, { recursive: true, force: true });
    rmSync(place.sockets, { recursive: true, force: true });
    rmSync(file, { force: true });
    rmSync(join(state, "logins.json"), { force: true });
  });
  return place.base;
}

/** Removes folders of the state folder that exist; returns their names. */
export function removeState(folders: readonly string[]): readonly string[] {
  const there = folders.filter((folder) => existsSync(folder));
  for (const folder of there) rmSync(folder, { recursive: true, force: true });
  return there;
}
