import { z } from "zod";
import { hidden, refused } from "../../../kernel/refusal.ts";
import { no, ok } from "../../../kernel/result.ts";
import { newId } from "../../../ports/random.ts";
import { deed } from "../deed.ts";
import { eventById } from "../store-events.ts";
import { eraseBody } from "./store-erasure.ts";

/**
 * Removes body and salt of events, for a reason of data protection law. The leaves stay: without the salt
 * their commitments mean nothing. Nothing else goes: the rows that modules keep beside their events, documents
 * and letters stay as they are, since no module listens to `body.erased` yet (the README of this module says
 * where such text lies). A backup says which bodies are gone; restoring an older one beside it removes them again.
 *
 * Runs with the eraser's privileges, the only ones that may remove a body, in the transaction that records
 * it.
 */
export const eraseBodies = deed({
  name: "log.erase-bodies", who: ["data-protection-officer"],
  isolation: "read-committed", role: "eraser", fresh: true,
  ask: z.strictObject({
    events: z.array(z.string().max(40)).min(1).max(1_000),
    article: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9 .()-]{0,39}$/), // the clause that demands it
  }),
  async perform(desk, { events, article }) {
    let erased = 0;
    for (const id of [...new Set(events)].sort()) {
      const event = await eventById(desk.tx, id);
      if (event === null) return no(hidden);
      // The record that something was erased holds no personal data and must outlive it.
      if (event.type === "body.erased") return no(refused("log/erasure-stays"));
      if (await eraseBody(desk.tx, id)) erased += 1;
    }
    if (erased === 0) return no(refused("log/already-erased"));
    const subject = newId(desk.world.random, "ers");
    await desk.record({ type: "body.erased", subject, body: { events, article, erased } });
    return ok({ erasure: subject, erased });
  },
});
