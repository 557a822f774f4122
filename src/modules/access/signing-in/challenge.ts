import { timingSafeEqual } from "node:crypto";
import { instant, plusMs, type Instant } from "../../../kernel/instants.ts";
import type { Tx } from "../../../ports/database/database.ts";
import type { World } from "../../../ports/world.ts";
import { spendChallenge } from "./store-factors.ts";

export type ChallengePurpose = "sign-in" | "register" | "fresh";

const minutes = 5;

/**
 * A challenge for a passkey that carries its own authenticator: opening a page stores nothing, and only what we issued
 * for this purpose and holder comes back as ours.
 *
 * @param holder whom it is for: "" at sign-in, a session or link id elsewhere; no dot in it
 */
export function newChallenge(world: World, purpose: ChallengePurpose, holder: string): string {
  const nonce = Buffer.from(world.random.bytes(16)).toString("hex");
  const head = `${purpose}.${holder}.${plusMs(world.clock.now(), minutes * 60_000)}.${nonce}`;
  return `${head}.${macOf(world, head)}`;
}

/** True when the challenge is ours, for this purpose and holder, still young; and answered for the first time. */
export async function takeChallenge(world: World, tx: Tx, ask: ChallengeAsk): Promise<boolean> {
  const read = readChallenge(world, ask);
  if (!read) return false;
  return spendChallenge(tx, { ...read, at: world.clock.now() });
}

export interface ChallengeAsk {
  readonly challenge: string; // attacker-chosen
  readonly purpose: ChallengePurpose;
  readonly holder: string;
}

/** The same without spending it. */
export function readChallenge(world: World, ask: ChallengeAsk): { nonce: string; expiresAt: Instant } | null {
  const parts = ask.challenge.split(".");
  const [purpose, holder, expires, nonce, mac] = parts;
  if (parts.length !== 5 || purpose !== ask.purpose || holder !== ask.holder || !nonce || !mac) return null;
  const expected = Buffer.from(macOf(world, `${purpose}.${holder}.${expires}.${nonce}`));
  const given = Buffer.from(mac);
  if (expected.length !== given.length || !timingSafeEqual(expected, given)) return null;
  const expiresAt = instant(Number(expires));
  return expiresAt > world.clock.now() ? { nonce, expiresAt } : null;
}

function macOf(world: World, head: string): string {
  return Buffer.from(world.keys.mac("link", `challenge/${head}`)).toString("base64url");
}
