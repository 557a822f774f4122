import { z } from "zod";
import { systemActor } from "../../../kernel/actor.ts";
import type { Instant } from "../../../kernel/instants.ts";
import { plusMonths } from "../../../kernel/instants.ts";
import { faulty, refused, type Refusal } from "../../../kernel/refusal.ts";
import { assert, no, ok, type Result } from "../../../kernel/result.ts";
import type { Role } from "../../../kernel/roles.ts";
import { newId } from "../../../ports/random.ts";
import type { World } from "../../../ports/world.ts";
import { deed, perform, type Desk } from "../../log/index.ts";
import * as asks from "../asks.ts";
import { emailKey } from "../people/email-key.ts";
import { accountByEmailKey, accountById, insertAccount, insertPerson } from "../people/store-accounts.ts";
import { insertAppliedGrant } from "../people/store-grants.ts";
import { issueLink } from "../signing-in/issue-link.ts";
import { claimSetUp, setUpAccountsWaiting } from "./store-setup.ts";

const person = z.strictObject({ name: asks.words(200), email: asks.email, lang: asks.lang });

/** The first three, each with the duty by which S13 can start, and the custodians of whom two of three are needed. */
export const setupAsk = z.strictObject({
  administrator: person, humanResources: person, security: person, custodians: z.array(person).min(3).max(7),
});
export type SetupAsk = z.input<typeof setupAsk>;

export interface SetupLink {
  readonly name: string;
  readonly role: Role;
  readonly url: string; // one-time: printed on the operator's terminal, stored nowhere
  readonly expiresAt: Instant;
}

/**
 * Makes the first three people and the key custodians of an empty installation, with a one-time link each. There is no
 * default account and no default secret. A second run is refused, whoever starts it (AN-16); links that ran out before
 * they were used are renewed by `renewSetup`. Called by `entente setup` on the machine itself.
 */
export async function setup(world: World, ask: SetupAsk): Promise<Result<readonly SetupLink[], Refusal>> {
  return perform(world, systemActor, settingUp, ask);
}

/** New links for those of the first people who have not come yet; refused when all have. */
export async function renewSetup(world: World): Promise<Result<readonly SetupLink[], Refusal>> {
  return perform(world, systemActor, renewing, {});
}

const settingUp = deed({
  name: "access.set-up",
  who: "system",
  isolation: "serializable",
  ask: setupAsk,
  async perform(desk, ask) {
    if (!(await claimSetUp(desk.tx, desk.now()))) return no(refused("access/already-set-up"));
    const first: [Role, z.output<typeof person>][] = [
      ["system-administrator", ask.administrator], ["human-resources", ask.humanResources],
      ["security-officer", ask.security], ...ask.custodians.map((one): [Role, z.output<typeof person>] => ["key-custodian", one]),
    ];
    const keys = first.map(([, one]) => emailKey(one.email));
    // S8, S13, S18: one human each; the same mailbox twice would be one human with two duties.
    if (keys.includes(null) || new Set(keys).size !== keys.length) return no(faulty([{
      path: "email", code: "emails-must-differ",
    }]));
    await desk.record({ type: "installation.founded", subject: "installation", body: { people: first.length } });
    const links: SetupLink[] = [];
    for (const [role, one] of first) links.push(await open(desk, role, one));
    return ok(links);
  },
});

async function open(desk: Desk, role: Role, one: z.output<typeof person>): Promise<SetupLink> {
  const at = desk.now();
  const key = emailKey(one.email);
  assert(key !== null && !(await accountByEmailKey(desk.tx, key)), "an empty installation has no accounts");
  const personId = newId(desk.world.random, "per");
  const id = newId(desk.world.random, "acc");
  await insertPerson(desk.tx, { id: personId, name: one.name, at });
  await insertAccount(desk.tx, {
    id, personId, side: "organisation", email: one.email.trim(), emailKey: key, lang: one.lang, partnerId: null,
    country: null, state: "invited", at,
  });
  await insertAppliedGrant(desk.tx, {
    id: newId(desk.world.random, "grt"), account: id, role, country: null, reason: "set-up", at, until: plusMonths(at, 12),
  });
  await desk.record({ type: "account.invited", subject: id, version: 1, body: { person: personId, role, name: one.name } });
  return link(desk, id, role);
}

async function link(desk: Desk, accountId: string, role: Role): Promise<SetupLink> {
  const account = await accountById(desk.tx, accountId);
  assert(account !== null, "an account of the set-up is there");
  const { path, expiresAt } = await issueLink(desk, account, "setup");
  return { name: account.name, role, url: `${desk.organisation.address}${path}`, expiresAt };
}

const renewing = deed({
  name: "access.renew-set-up",
  who: "system",
  isolation: "serializable",
  ask: z.strictObject({}),
  async perform(desk) {
    const waiting = await setUpAccountsWaiting(desk.tx);
    if (waiting.length === 0) return no(refused("access/already-set-up"));
    const links: SetupLink[] = [];
    for (const one of waiting) links.push(await link(desk, one.accountId, one.role));
    return ok(links);
  },
});
