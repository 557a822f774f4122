import { z } from "zod";
import { refused } from "../../../kernel/refusal.ts";
import { no, ok } from "../../../kernel/result.ts";
import { logFolder } from "../../../ports/log-store.ts";
import { newId } from "../../../ports/random.ts";
import { deed } from "../deed.ts";
import { publishedCheckpoint } from "../published.ts";
import { leafCount } from "../store-cursors.ts";
import { headOf } from "../store-head.ts";
import { insertRecovery } from "./store-recoveries.ts";

/** Asks to take the published leaves back after a restore. Changes nothing until another person grants it. */
export const askRecovery = deed({
  name: "log.ask-recovery", who: ["system-administrator", "key-custodian"],
  isolation: "serializable", fresh: true,
  ask: z.strictObject({}),
  async perform(desk) {
    const published = await publishedCheckpoint(desk.world, logFolder(desk.world.folders.log));
    const head = await headOf(desk.tx);
    if (published === null || published.size <= head.size) return no(refused("log/not-behind"));
    const id = newId(desk.world.random, "rcv");
    const [ownSize, publishedSize] = [await leafCount(desk.tx), published.size];
    await insertRecovery(desk.tx, {
      id, ownSize, publishedSize, publishedRoot: published.root,
      askedBy: desk.actor.personId, askedAt: desk.now(),
    });
    const sizes = { ownSize: Number(ownSize), publishedSize: Number(publishedSize) };
    await desk.record({ type: "recovery.asked", subject: id, body: sizes });
    return ok({ recovery: id, ...sizes });
  },
});
