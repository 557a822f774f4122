import { z } from "zod";
import type { Facts } from "../../engines/regulation/index.ts";
import { civilDateIn, type Instant } from "../../kernel/instants.ts";
import { hidden, movedOn, refused } from "../../kernel/refusal.ts";
import { no, ok } from "../../kernel/result.ts";
import { takeDuty } from "../access/index.ts";
import { deed, judged, publicLeafFits, type Desk } from "../log/index.ts";
import { namesNaturalPerson } from "../partners/index.ts";
import { asFields, textsOf, type PublicEntry } from "./public-entry.ts";
import { insertVersion, lockEntry, type RegisterEntry } from "./store.ts";

/**
 * Publishes what is prepared: from this commit on it is a public leaf for ever. The editor publishes what events
 * prepared and cannot change it (S10); a wrong figure is corrected where it arose, and published as a new version.
 * Judged under article 40 (R40.2, R40.5).
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
    const { draft } = entry;
    const judgement = await judged(desk, {
      code: "register/forbidden", facts: (at) => publishingFacts(desk, { ...entry, draft, at }),
    });
    if (!judgement.ok) return judgement;
    const fields = asFields(draft);
    if (!publicLeafFits(fields)) return no(refused("register/entry-too-long"));
    const version = entry.version + 1;
    const eventId = await desk.record({
      type: version === 1 ? "register.published" : "register.corrected",
      subject: entry.registerId,
      file: entry.file,
      version,
      rules: judgement.value.regulationVersion,
      body: { contribution: entry.contribution, version, reason: entry.draftReason },
      publicPart: { registerId: entry.registerId, fields },
    });
    await insertVersion(desk.tx, {
      registerId: entry.registerId,
      version,
      fields: draft satisfies PublicEntry,
      reason: entry.draftReason,
      person: desk.actor.personId,
      at: desk.now(),
      eventId,
    });
    return ok({ registerId: entry.registerId, version });
  },
});

/**
 * In force means: its agreement took force (the event that prepared the entry), and that day has come by the
 * organisation's calendar. Its last day does not count: what was in force stays public, and article 40 wants its
 * terminations and returns shown.
 */
async function publishingFacts(
  desk: Desk, of: RegisterEntry & { readonly draft: PublicEntry; readonly at: Instant },
): Promise<Facts> {
  return {
    act: "publish",
    fieldsOutsideAllowList: of.outsideList.length,
    namesNaturalPerson: await namesNaturalPerson(desk.tx, of.file, textsOf(of.draft)),
    isInForce: of.inForceOn <= civilDateIn(of.at, desk.organisation.timeZone),
  };
}
