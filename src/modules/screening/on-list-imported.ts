import type { Desk, PastEvent, Subscriber } from "../log/index.ts";
import { loadedIndex } from "./lists/loaded-index.ts";
import { rescreenFiles } from "./screen-file.ts";
import { watchedFiles } from "./stores/store-hits.ts";
import { listStates, setAdopted, setCovered } from "./stores/store-lists.ts";

/**
 * A new version of a list: everybody watched is screened again, and only then the list counts as covered, so
 * that no decision slips in between (R19.1).
 */
export const onListImported: Subscriber = {
  name: "screening.rescreen",
  types: ["list.imported", "organisation.changed"],
  async on(desk: Desk, _event: PastEvent) {
    const { adoptedLists } = desk.organisation;
    await setAdopted(desk.tx, adoptedLists);
    const behind = (await listStates(desk.tx)).filter((l) => l.isAdopted && l.version !== l.coveredVersion);
    if (behind.length === 0) return;
    const loaded = await loadedIndex(desk.tx, desk.world.database, adoptedLists);
    await rescreenFiles(desk, await watchedFiles(desk.tx), loaded);
    for (const list of behind) if (list.checkedAt !== null) await setCovered(desk.tx, list.source,
      list.checkedAt);
  },
};
