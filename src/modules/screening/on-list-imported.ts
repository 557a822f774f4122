import type { Desk, PastEvent, Subscriber } from "../log/index.ts";
import { loadedIndex } from "./lists/loaded-index.ts";
import { screenAgainst } from "./screen-file.ts";
import { watchedFiles } from "./stores/store-hits.ts";
import { listStates, setAdopted, setCovered } from "./stores/store-lists.ts";

/**
 * A new version of a list: everybody watched is screened again, and only then the list counts as covered, so
 * that no decision slips in between (R19.1). One event says what came of it; files with hits have their own.
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
    const files = await watchedFiles(desk.tx);
    let [raised, lapsed] = [0, 0];
    for (const file of files) {
      const screened = await screenAgainst(desk, { file, loaded, cause: "imported" });
      raised += screened.raised.length;
      lapsed += screened.lapsed.length;
    }
    for (const list of behind) if (list.checkedAt !== null) await setCovered(desk.tx, list.source,
      list.checkedAt);
    await desk.record({
      type: "subjects.rescreened", subject: "screening",
      body: { lists: loaded.lists, files: files.length, raised, lapsed },
    });
  },
};
