import { existsSync, writeFileSync } from "node:fs";

/** A file that says that something was done once. */
export function onceMarked(path: string): { isMarked(): boolean; mark(): void } {
  return { isMarked: () => existsSync(path), mark: () => writeFileSync(path, "", { flush: true }) };
}
