/**
 * People for tests. `anActor(world, {roles})` makes a verified person, an active account and applied grants, as a
 * finished S13 would have left them; `actorOf({roles})` makes only the value, for pure tests. Names are fictitious.
 */
import type { Actor } from "../../src/kernel/actor.ts";
import type { AccountId, PartnerId, PersonId } from "../../src/kernel/ids.ts";
import { instant, plusDays } from "../../src/kernel/instants.ts";
import type { Lang } from "../../src/kernel/lang.ts";
import type { Role } from "../../src/kernel/roles.ts";
import { newId, SeededRandomness } from "../../src/ports/random.ts";
import type { World } from "../../src/ports/world.ts";
import { insertAppliedGrant } from "../../src/modules/access/people/store-grants.ts";
import { insertAccount, insertPerson } from "../../src/modules/access/people/store-accounts.ts";

export interface ActorSpec {
  readonly roles?: readonly Role[];
  readonly side?: Actor["side"];
  readonly country?: string;
  readonly partnerId?: PartnerId;
  readonly personId?: PersonId; // a second account of the same human
  readonly name?: string;
  readonly lang?: Lang;
  readonly stale?: boolean; // without a fresh gesture
}

const loose = new SeededRandomness("actors without a world");
let count = 0;

/** Always fresh unless `stale`: decisions then need no gesture first. */
export function actorOf(spec: ActorSpec = {}): Actor {
  const roles = spec.roles ?? [];
  const n = ++count;
  return {
    side: spec.side ?? sideOf(roles),
    accountId: newId(loose, "acc"),
    personId: spec.personId ?? newId(loose, "per"),
    name: spec.name ?? `Person ${n} Exemplaire`,
    roles,
    lang: spec.lang ?? "en",
    ...(spec.partnerId ? { partnerId: spec.partnerId } : {}),
    ...(spec.country ? { country: spec.country } : {}),
    ...(spec.stale ? {} : { freshUntil: 8_640_000_000_000_000 }),
  };
}

/** The same, with rows in access: person, account, one applied grant per role. */
export async function anActor(world: World, spec: ActorSpec = {}): Promise<Actor> {
  const at = world.clock.now();
  const actor: Actor = {
    ...actorOf(spec),
    accountId: newId(world.random, "acc"),
    personId: spec.personId ?? newId(world.random, "per"),
  };
  const side = actor.side;
  if (side === "public" || side === "system") throw new Error(`no rows for side ${side}`);
  await world.database.transaction({ isolation: "read-committed" }, async (tx) => {
    if (!spec.personId) await insertPerson(tx, { id: actor.personId as PersonId, name: actor.name, at });
    const email = `person-${actor.accountId.slice(4, 14)}@example.org`;
    await insertAccount(tx, {
      id: actor.accountId as AccountId, personId: actor.personId as PersonId, side, email, emailKey: email,
      lang: actor.lang, partnerId: spec.partnerId ?? null, country: spec.country ?? null, state: "active", at,
    });
    for (const role of actor.roles) {
      await insertAppliedGrant(tx, {
        id: newId(world.random, "grt"), account: actor.accountId as AccountId, role, country: spec.country ?? null,
        reason: "test", at: instant(at), until: plusDays(at, 365),
      });
    }
  });
  return actor;
}

function sideOf(roles: readonly Role[]): "organisation" | "partner" | "bureau" {
  if (roles.includes("partner-contact") || roles.includes("partner-signatory")) return "partner";
  return roles.includes("national-bureau") ? "bureau" : "organisation";
}
