import type { AccountId } from "../../../kernel/ids.ts";
import { refused, type Refusal } from "../../../kernel/refusal.ts";
import { no, ok, type Result } from "../../../kernel/result.ts";
import { Busy } from "../../../ports/database/database.ts";
import type { World } from "../../../ports/world.ts";
import { emailKey } from "../people/email-key.ts";
import { accountByEmailKey, accountById } from "../people/store-accounts.ts";
import { stepOfCode } from "./code.ts";
import { everybody, forgetTries, perAccount, takeTry } from "./limits.ts";
import { passwordMatches } from "./password.ts";
import { answeredBy } from "./passkey.ts";
import { startSession } from "./sessions.ts";
import { codeSeedOf, passwordHashOf, spendStep } from "./store-factors.ts";

const failed: Refusal = refused("access/sign-in-failed");

export interface PasswordAsk {
  readonly email: string;
  readonly password: string;
  readonly code: string;
  readonly agent: string;
}

/**
 * Signs in by password and code. Unknown address, wrong password, wrong code, locked account: one answer after the
 * same steps (AN-16). The try is counted before anything is looked at, by the canonical address, also when no such
 * account exists. A used code, or one from more than a step away, is wrong (AN-05).
 */
export async function signInByPassword(world: World, ask: PasswordAsk): Promise<Result<{ token: string }, Refusal>> {
  const key = emailKey(ask.email) ?? "unreadable";
  const limited = (await takeTry(world, "all", everybody)) ?? (await takeTry(world, `account:${key}`, perAccount));
  if (limited) return no(limited);
  const known = await world.database.read(async (tx) => {
    const account = await accountByEmailKey(tx, key);
    return { account, hash: await passwordHashOf(tx, account?.id ?? "none") };
  });
  const rightPassword = await matches(known.hash, ask.password);
  if (rightPassword === "busy") return no({ kind: "busy", code: "busy" });
  const token = await world.database.transaction({ isolation: "read-committed" }, async (tx) => {
    const account = known.account;
    const rightCode = await takeCode(world, account?.id ?? null, ask.code, tx);
    if (!account || account.state !== "active" || !rightPassword || !rightCode) return null;
    return startSession(world, tx, { account: account.id, way: "password", agent: ask.agent });
  });
  if (token === null) return no(failed);
  await forgetTries(world, `account:${key}`);
  return ok({ token });
}

async function matches(hash: string | null, password: string): Promise<boolean | "busy"> {
  try {
    return await passwordMatches(hash, password);
  } catch (error) {
    if (error instanceof Busy) return "busy";
    throw error;
  }
}

type InTx = Parameters<typeof codeSeedOf>[0];

const nobodysSeed = new Uint8Array(20);

/**
 * Checks a code against the account's seed and spends its step; for an unknown account the same work and false. A code
 * is spent even when the password was wrong: it has been shown.
 */
export async function takeCode(world: World, account: AccountId | null, typed: string, tx: InTx): Promise<boolean> {
  const stored = await codeSeedOf(tx, account ?? "none");
  const seed = stored && world.keys.open(stored.sealedSeed, `access/code/${account}`);
  const step = stepOfCode(seed ?? nobodysSeed, typed, { now: world.clock.now(), lastStep: stored?.lastStep ?? 0 });
  if (!seed || step === null || account === null) return false;
  await spendStep(tx, account, step);
  return true;
}

export interface PasskeyAsk {
  readonly posted: string; // what the browser sent
  readonly agent: string;
}

/** Signs in by passkey. The reader is found by the key; what fails is not said. */
export async function signInByPasskey(world: World, ask: PasskeyAsk): Promise<Result<{ token: string }, Refusal>> {
  const limited = await takeTry(world, "all", everybody);
  if (limited) return no(limited);
  const token = await world.database.transaction({ isolation: "read-committed" }, async (tx) => {
    const passkey = await answeredBy(world, tx, { posted: ask.posted, purpose: "sign-in", holder: "" });
    const account = passkey && (await accountById(tx, passkey.accountId));
    if (!account || account.state !== "active") return null;
    return startSession(world, tx, { account: account.id, way: "passkey", agent: ask.agent });
  });
  return token === null ? no(failed) : ok({ token });
}
