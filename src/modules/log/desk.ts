import type { Actor } from "../../kernel/actor.ts";
import { isId, type EventId } from "../../kernel/ids.ts";
import type { Instant } from "../../kernel/instants.ts";
import type { Refusal } from "../../kernel/refusal.ts";
import { assert } from "../../kernel/result.ts";
import type { Tx } from "../../ports/database/database.ts";
import { newId } from "../../ports/random.ts";
import type { World } from "../../ports/world.ts";
import type { Desk, NewEvent, ReadDesk } from "./deed.ts";
import { envelopeBytes, seal } from "./envelope.ts";
import { commitmentOf, digestOf, disclose, publicLeaf, saltBytes, sealedLeaf } from "./leaf.ts";
import { appendEvent, type EventRow } from "./store-events.ts";

export type Check = (at: Instant) => Promise<Refusal | null>;

/** A desk and what its deed left on it. */
export interface OpenDesk {
  readonly desk: Desk;
  readonly recorded: readonly EventId[];
  readonly checks: readonly Check[];
}

/** One desk per attempt: a retried transaction starts with an empty one. */
export function openDesk(world: World, actor: Actor, tx: Tx): OpenDesk {
  const recorded: EventId[] = [];
  const checks: Check[] = [];
  const desk: Desk = {
    ...readDesk(world, actor, tx),
    async record(event) {
      const id = await append(desk, event);
      recorded.push(id);
      return id;
    },
    beforeCommit(check) {
      checks.push(check);
    },
  };
  return { desk, recorded, checks };
}

export function readDesk(world: World, actor: Actor, tx: Tx): ReadDesk {
  return { tx, actor, world, organisation: world.organisation(), now: () => world.clock.now() };
}

async function append(desk: Desk, event: NewEvent): Promise<EventId> {
  const { random, keys } = desk.world;
  const id = newId(random, "evt");
  const head = headOf(desk, id, event);
  const withheld = Object.entries(event.publicPart?.withheld ?? {});
  const disclosures = withheld.map(([name, value]) => disclose(name, value, random));
  const salt = random.bytes(saltBytes);
  const envelope = envelopeBytes(head, { body: event.body, disclosures });
  const commitment = commitmentOf(salt, envelope);
  const leaf = event.publicPart === undefined ? sealedLeaf(commitment) : publicLeaf({
    type: event.type, at: head.at, registerId: event.publicPart.registerId, fields: event.publicPart.fields,
    rules: event.rules ?? "", commitments: [commitment, ...disclosures.map(digestOf)],
  }, random);
  await appendEvent(desk.tx, { ...head, commitment, leaf }, seal(keys, id, salt, envelope));
  return id;
}

function headOf(desk: Desk, id: EventId, event: NewEvent): Omit<EventRow, "commitment" | "leaf"> {
  const known = event.publicPart === undefined || isId("reg", event.publicPart.registerId);
  assert(known, "a public event names a register id and no internal one");
  return {
    id, type: event.type, subject: event.subject, file: event.file ?? null, version: event.version ?? null,
    account: desk.actor.accountId, person: desk.actor.personId, at: desk.now(), rules: event.rules ?? null,
  };
}
