import { parseCivilDate, plusDays } from "../../kernel/instants.ts";
import { parameter } from "../log/index.ts";
import { isId } from "../../kernel/ids.ts";
import { assert } from "../../kernel/result.ts";
import { newId } from "../../ports/random.ts";
import type { Desk, PastEvent, Subscriber } from "../log/index.ts";
import { toPublicEntry, type PublicEntry } from "./public-entry.ts";
import { entryOfContribution, insertEntry, latestFields, saveDraft } from "./store.ts";

/**
 * What the register learns, it learns from events: an agreement in force prepares the entry, money received
 * prepares its next version. Nothing is public until a person publishes it; by article 40 that happens within
 * `register.publishDays`.
 */
export const registerSubscriber: Subscriber = {
  name: "register.entries",
  types: ["agreement.in-force", "contribution.received"],
  async on(desk, event) {
    if (event.type === "agreement.in-force") await prepare(desk, event);
    else await prepareReceived(desk, event);
  },
};

async function prepare(desk: Desk, event: PastEvent): Promise<void> {
  const { contribution, draft } = offeredBy(event);
  assert(draft, `event ${event.id} offers the register a whole entry`);
  // At least once: the same event may come again after a crash.
  if (await entryOfContribution(desk.tx, contribution)) return;
  const { file } = event;
  assert(isId("prt", file), "an agreement belongs to a partner's file");
  const inForceOn = parseCivilDate(draft.inForceOn);
  assert(inForceOn, "an agreement in force has a day");
  const registerId = newId(desk.world.random, "reg");
  const days = parameter(desk, "register.publishDays");
  await insertEntry(desk.tx, {
    registerId, file, contribution, draft, draftReason: null, inForceOn,
    dueAt: plusDays(event.at, days), preparedAt: desk.now(),
  });
  await desk.record({
    type: "register-entry.prepared", subject: registerId, file,
    body: { contribution, from: event.id },
  });
}

/** A receipt changes one field of the entry: what has arrived so far. */
async function prepareReceived(desk: Desk, event: PastEvent): Promise<void> {
  const { contribution, receivedMinor } = offeredBy(event);
  if (receivedMinor === null) return;
  const entry = await entryOfContribution(desk.tx, contribution);
  // An entry that is not prepared yet will read the receipt from its own later event.
  if (!entry) return;
  const current = entry.draft ?? (await latestFields(desk.tx, entry.registerId));
  assert(current, "a register entry has a draft or a published version");
  if (current.receivedMinor === receivedMinor) return;
  const days = parameter(desk, "register.publishDays");
  const dueAt = entry.version === 0 ? entry.dueAt : plusDays(event.at, days);
  const reason = entry.version === 0 ? null : "receipt";
  await saveDraft(desk.tx, { registerId: entry.registerId, draft: { ...current, receivedMinor }, reason, dueAt });
  await desk.record({
    type: "register-entry.prepared", subject: entry.registerId, ...(event.file ? { file: event.file } : {}),
    body: { contribution, from: event.id },
  });
}

interface Offered {
  readonly contribution: string;
  readonly draft: PublicEntry | null;
  readonly receivedMinor: string | null;
}

/** Reads the `public` part of an event body; the rest of the body is none of the register's business. */
function offeredBy(event: PastEvent): Offered {
  const body = record(event.body);
  const offered = record(body["public"]);
  const contribution = typeof body["contribution"] === "string" ? body["contribution"] : event.subject;
  const received = offered["receivedMinor"];
  return {
    contribution, draft: toPublicEntry(offered), receivedMinor: typeof received === "string" ? received : null,
  };
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
