import { z } from "zod";
import { hidden, movedOn, refused } from "../../../kernel/refusal.ts";
import { no, ok } from "../../../kernel/result.ts";
import { logFolder } from "../../../ports/log-store.ts";
import { newId } from "../../../ports/random.ts";
import { deed } from "../deed.ts";
import { publishedCheckpoint, publishedLeaves } from "../published.ts";
import { withOwners } from "./adopt.ts";
import { grant, recoveryById } from "./store-recoveries.ts";

/**
 * The second person's yes. The restore entry becomes the first new leaf after those taken back, and says to
 * everyone how many events the installation has lost.
 */
export const grantRecovery = deed({
  name: "log.grant-recovery", who: ["system-administrator", "key-custodian"],
  isolation: "serializable", fresh: true,
  ask: z.strictObject({ recovery: z.string().max(40) }),
  async perform(desk, { recovery: id }) {
    const recovery = await recoveryById(desk.tx, id);
    if (recovery === null) return no(hidden);
    if (recovery.askedBy === desk.actor.personId) return no(refused("log/needs-another-person"));
    const store = logFolder(desk.world.folders.log);
    const published = await publishedCheckpoint(desk.world, store);
    const same = published?.size === recovery.publishedSize && published.root.equals(recovery.publishedRoot);
    const granted = same && await grant(desk.tx, id, desk.actor.personId, desk.now());
    if (!granted) return no(movedOn("log/moved-on"));
    const { ownSize, publishedSize } = recovery;
    const back = await withOwners(desk.tx, await publishedLeaves(store, ownSize, publishedSize), ownSize);
    const fields = {
      ownSize: Number(ownSize), publishedSize: Number(publishedSize),
      lostEvents: back.filter((leaf) => leaf.eventId === null).length,
    };
    await desk.record({
      type: "restore.published", subject: id, body: { asked: recovery.askedBy, granted: desk.actor.personId },
      publicPart: { registerId: newId(desk.world.random, "reg"), fields },
    });
    return ok(fields);
  },
});
