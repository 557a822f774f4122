import { z } from "zod";
import { systemActor } from "../../../kernel/actor.ts";
import { faulty, refused, type Refusal } from "../../../kernel/refusal.ts";
import { plusMonths } from "../../../kernel/instants.ts";
import { no, ok, type Result } from "../../../kernel/result.ts";
import { newId } from "../../../ports/random.ts";
import type { World } from "../../../ports/world.ts";
import { deed, perform, type Desk } from "../../log/index.ts";
import { accountById, setAccountState, type Account } from "../people/store-accounts.ts";
import { insertAppliedGrant } from "../people/store-grants.ts";
import { stepOfCode } from "./code.ts";
import { everybody, takeTry } from "./limits.ts";
import { madeKey } from "./passkey.ts";
import { hashPassword, passwordFault } from "./password.ts";
import { secretHash } from "./secrets.ts";
import { startSession } from "./sessions.ts";
import { endFactors, insertPasskey, setCodeSeed, setPassword } from "./store-factors.ts";
import { linkByToken, spendLink, type OneTimeLink } from "./store-links.ts";
import { endSessionsOf } from "./store-sessions.ts";

/** How the holder of a one-time link wants to sign in from now on. All of it attacker-chosen. */
export type NewFactor =
  | { readonly kind: "passkey"; readonly posted: string }
  | { readonly kind: "password"; readonly password: string; readonly code: string; readonly sealedSeed: string };

export interface AcceptAsk {
  readonly token: string; // the link's, as sent
  readonly factor: NewFactor;
  readonly agent: string;
}

export interface LinkHolder {
  readonly link: OneTimeLink;
  readonly account: Account;
}

/** The account a one-time link opens, while it does; null for used, old, unknown and locked ones alike. */
export async function linkHolder(world: World, token: string): Promise<LinkHolder | null> {
  const hash = secretHash(token);
  if (!hash) return null;
  const now = world.clock.now();
  return world.database.read(async (tx) => {
    const link = await linkByToken(tx, hash);
    if (!link || link.usedAt !== null || link.expiresAt <= now) return null;
    const account = await accountById(tx, link.accountId);
    return account && (account.state === "active" || account.state === "invited") ? { link, account } : null;
  });
}

/**
 * Accepts an invitation, a set-up or a recovery: spends the link, sets the factor, activates the account and signs in.
 * After a recovery every older factor and session is gone.
 */
export async function acceptLink(world: World, ask: AcceptAsk): Promise<Result<{ token: string }, Refusal>> {
  const limited = await takeTry(world, "all", everybody);
  if (limited) return no(limited);
  const holder = await linkHolder(world, ask.token);
  if (!holder) return no(refused("access/link-not-valid"));
  const prepared = await prepare(world, holder, ask.factor);
  if (!prepared.ok) return prepared;
  const accept = acceptance(holder, prepared.value, ask.agent);
  return perform(world, systemActor, accept, {});
}

type Prepared =
  | { readonly kind: "passkey"; readonly posted: string }
  | { readonly kind: "password"; readonly hash: string; readonly seed: Uint8Array; readonly step: number };

/** The slow and the fallible part, before the transaction. */
async function prepare(world: World, { link, account }: LinkHolder, factor: NewFactor): Promise<Result<Prepared, Refusal>> {
  if (factor.kind === "passkey") return ok(factor);
  const own = [account.email, account.email.split("@")[0] ?? "", account.name, world.organisation().shortName];
  const fault = passwordFault(factor.password, own);
  const seed = world.keys.open(Buffer.from(factor.sealedSeed, "base64url"), `access/enrol/${link.id}`);
  const step = seed && stepOfCode(seed, factor.code, { now: world.clock.now(), lastStep: 0 });
  const faults = [...(fault ? [fault] : []), ...(step === null ? [{ path: "code", code: "code-wrong" }] : [])];
  if (faults.length > 0 || !seed || step === null) return no(faulty(faults));
  return ok({ kind: "password", hash: await hashPassword(world.random, factor.password), seed, step });
}

/** Made for one holder: the deed has nothing to ask that was not checked above. */
function acceptance(holder: LinkHolder, prepared: Prepared, agent: string) {
  return deed({
    name: "access.accept-link",
    who: "system",
    isolation: "serializable",
    ask: z.strictObject({}),
    async perform(desk) {
      const { link, account } = holder;
      if (!(await spendLink(desk.tx, link.id, desk.now()))) return no(refused("access/link-not-valid"));
      if (link.purpose === "recovery") await endFactors(desk.tx, account.id, desk.now());
      const refusal = await setFactor(desk, holder, prepared);
      if (refusal) return no(refusal);
      await endSessionsOf(desk.tx, account.id, desk.now());
      await activate(desk, holder);
      const way = prepared.kind === "passkey" ? "passkey" : "password";
      return ok({ token: await startSession(desk.world, desk.tx, { account: account.id, way, agent }) });
    },
  });
}

async function setFactor(desk: Desk, { link, account }: LinkHolder, prepared: Prepared): Promise<Refusal | null> {
  const at = desk.now();
  if (prepared.kind === "passkey") {
    const made = await madeKey(desk.world, desk.tx, { posted: prepared.posted, holder: link.id, accountId: account.id });
    return made && (await insertPasskey(desk.tx, made)) ? null : refused("access/passkey-not-accepted");
  }
  await setPassword(desk.tx, { accountId: account.id, hash: prepared.hash, at });
  const sealedSeed = desk.world.keys.seal(prepared.seed, `access/code/${account.id}`);
  await setCodeSeed(desk.tx, { accountId: account.id, sealedSeed, lastStep: prepared.step, at });
  return null;
}

/** Records what happened; a partner's contact gets the role over its own file that joining was about. */
async function activate(desk: Desk, { link, account }: LinkHolder): Promise<void> {
  const first = account.state === "invited";
  if (first) await setAccountState(desk.tx, account.id, "active", account.version);
  if (first && link.purpose === "join") {
    const at = desk.now();
    await insertAppliedGrant(desk.tx, {
      id: newId(desk.world.random, "grt"), account: account.id, role: "partner-contact", country: null,
      reason: "joined", at, until: plusMonths(at, 36),
    });
  }
  await desk.record({
    type: first ? "account.activated" : "account.recovered", subject: account.id,
    version: account.version + (first ? 1 : 0), body: { link: link.id, purpose: link.purpose },
  });
}
