import { readMark } from "../database/marks.ts";
import type { Database } from "../database/database.ts";
import type { Mail } from "../mail.ts";

/** Thrown instead of sending: the installation was restored and nobody has said yet that it may speak again. */
export class MailHeld extends Error {
  override readonly name = "MailHeld";
}

/**
 * Holds every letter while the database carries the mark `muted`: a restored copy must not write to partners what
 * the original wrote already. Letters stay in their queue.
 */
export function heldWhileMuted(mail: Mail, database: Database): Mail {
  return {
    send: async (letter) => {
      if (await database.read((tx) => readMark(tx, "muted"))) throw new MailHeld("mail is held after a restore");
      await mail.send(letter);
    },
  };
}
