import { z } from "zod";
import type { ApplicationId, PartnerId } from "../../../kernel/ids.ts";
import { faulty, type Refusal } from "../../../kernel/refusal.ts";
import { no, ok, type Result } from "../../../kernel/result.ts";
import { newId } from "../../../ports/random.ts";
import { bindFileCountry, emailKey, takeDuty } from "../../access/index.ts";
import { deed } from "../../log/index.ts";
import * as asks from "../asks.ts";
import { today } from "../file.ts";
import { kinds } from "../form/tables.ts";
import { scriptOf } from "../reading/names.ts";
import { insertApplication, insertPartner, replaceNames } from "../stores/store.ts";
import { insertOffer } from "../stores/store-gate.ts";

export const channels = ["letter", "mail", "meeting", "telephone", "other"] as const;

/**
 * An offer nobody asked for is written down and becomes an application of its own: nothing is agreed in a corridor.
 * When the contact signs up with this address, the draft is theirs. Source: mission table row 4, art. 1.
 */
export const recordUnsolicitedOffer = deed({
  name: "partners.record-unsolicited-offer",
  who: ["partnership-officer"],
  isolation: "serializable",
  ask: z.strictObject({
    name: asks.words(200), kind: z.enum(kinds, "not-chosen"), country: asks.country, contactEmail: asks.words(254),
    receivedOn: asks.day, channel: z.enum(channels, "not-chosen"), words: asks.words(4_000, 20),
  }),
  async perform(desk, ask): Promise<Result<{ application: ApplicationId; partner: PartnerId; version: number }, Refusal>> {
    const contactKey = emailKey(ask.contactEmail);
    if (contactKey === null) return no(faulty([{ path: "contactEmail", code: "partners-email-unreadable" }]));
    if (ask.receivedOn > today(desk)) return no(faulty([{ path: "receivedOn", code: "partners-day-in-future" }]));
    const [partner, application, at] = [newId(desk.world.random, "prt"), newId(desk.world.random, "app"), desk.now()];
    const officer = desk.actor.accountId;
    await insertPartner(desk.tx, {
      id: partner,
      name: ask.name,
      kind: ask.kind,
      country: ask.country,
      applicationId: application,
      at,
    });
    await insertApplication(desk.tx, {
      id: application,
      partnerId: partner,
      origin: "unsolicited",
      startedBy: officer,
      officer,
      at,
    });
    await replaceNames(desk.tx, partner, [{ text: ask.name, script: scriptOf(ask.name), lang: null, kind: "legal" }]);
    await insertOffer(desk.tx, {
      applicationId: application, contactKey, receivedOn: ask.receivedOn, channel: ask.channel, words: ask.words,
      recordedAt: at, by: officer,
    });
    await bindFileCountry(desk, { file: partner, country: ask.country, name: ask.name });
    const duty = await takeDuty(desk, { file: partner, duty: "intake" });
    if (duty) return no(duty);
    await desk.record({
      type: "application.started", subject: application, file: partner, version: 1,
      body: { partner, origin: "unsolicited", channel: ask.channel, receivedOn: ask.receivedOn, words: ask.words },
    });
    return ok({ application, partner, version: 1 });
  },
});
