import type { AccountId } from "../../../kernel/ids.ts";
import { newId } from "../../../ports/random.ts";
import type { Desk } from "../../log/index.ts";
import { accountById } from "../people/store-accounts.ts";
import { deputyOf } from "../people/store-absences.ts";
import { insertLetter } from "./store-letters.ts";

export interface Notice {
  readonly to: readonly AccountId[];
  readonly about: string; // message key of one neutral sentence without names, amounts or reasons
  readonly file?: string;
  readonly path: string; // "/…", where the reader finds the content after signing in
}

/**
 * Queues one letter per reader in the deed's own transaction, in the reader's language, without content; an absent
 * officer's deputy gets a copy. Closed and locked accounts get none. Sending is the worker's (send-letters.ts).
 */
export async function notify(desk: Desk, notice: Notice): Promise<void> {
  const readers = new Set<AccountId>(notice.to);
  for (const account of notice.to) {
    const deputy = await deputyOf(desk.tx, account, desk.now());
    if (deputy) readers.add(deputy);
  }
  for (const id of readers) {
    const account = await accountById(desk.tx, id);
    if (!account || account.state === "closed" || account.state === "locked") continue;
    await insertLetter(desk.tx, {
      id: newId(desk.world.random, "ltr"), accountId: account.id, to: account.email, lang: account.lang,
      about: notice.about, path: notice.path, file: notice.file ?? null, at: desk.now(),
    });
  }
}
