import { z } from "zod";
import { hidden, movedOn, refused } from "../../kernel/refusal.ts";
import { no, ok } from "../../kernel/result.ts";
import { takeDuty } from "../access/index.ts";
import { deed, publicLeafFits } from "../log/index.ts";
import { asFields, type PublicEntry } from "./public-entry.ts";
import { insertVersion, lockEntry } from "./store.ts";

/**
 * Publishes what is prepared: from this commit on it is a public leaf for ever. The editor publishes what events
 * prepared and cannot change it (S10); a wrong figure is corrected where it arose, and published as a new version.
 */
export const publishEntry = deed({
  name: "register.publish-entry",
  who: ["register-editor"],
  isolation: "serializable",
  fresh: true,
  ask: z.strictObject({ registerId: z.string().max(40), expectedVersion: z.number().int().positive() }),
  async perform(desk, ask) {
    const entry = await lockEntry(desk.tx, ask.registerId);
    if (!entry) return no(hidden);
    if (entry.rowVersion !== ask.expectedVersion)
      return no(movedOn("register/moved-on", { version: entry.rowVersion }));
    if (!entry.draft) return no(movedOn("register/nothing-prepared"));
    const separated = await takeDuty(desk, { file: entry.file, duty: "publish" });
    if (separated) return no(separated);
    const fields = asFields(entry.draft);
    if (!publicLeafFits(fields)) return no(refused("register/entry-too-long"));
    const version = entry.version + 1;
    const eventId = await desk.record({
      type: version === 1 ? "register.published" : "register.corrected",
      subject: entry.registerId,
      file: entry.file,
      version,
      rules: entry.draft.regulation,
      body: { contribution: entry.contribution, version, reason: entry.draftReason },
      publicPart: { registerId: entry.registerId, fields },
    });
    await insertVersion(desk.tx, {
      registerId: entry.registerId,
      version,
      fields: entry.draft satisfies PublicEntry,
      reason: entry.draftReason,
      person: desk.actor.personId,
      at: desk.now(),
      eventId,
    });
    return ok({ registerId: entry.registerId, version });
  },
});
