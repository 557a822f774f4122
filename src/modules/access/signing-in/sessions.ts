import type { Actor } from "../../../kernel/actor.ts";
import type { AccountId } from "../../../kernel/ids.ts";
import { instant, plusMs, type Instant } from "../../../kernel/instants.ts";
import { refused, type Refusal } from "../../../kernel/refusal.ts";
import { no, ok, type Result } from "../../../kernel/result.ts";
import type { Role } from "../../../kernel/roles.ts";
import { readMark } from "../../../ports/database/marks.ts";
import type { Tx } from "../../../ports/database/database.ts";
import { newId } from "../../../ports/random.ts";
import type { World } from "../../../ports/world.ts";
import { accountById, accountWithRoles, type Account } from "../people/store-accounts.ts";
import { newSecret, secretHash } from "./secrets.ts";
import {
  endSession, freshenSession, insertSession, sessionByToken, touchSession, type Session, type Way,
} from "./store-sessions.ts";

const minuteMs = 60_000;

/** Twelve hours at most; 30 minutes without a request, 15 for those who decide. Source: security §1.3. */
export const absoluteMs = 12 * 60 * minuteMs;
export const freshMs = 5 * minuteMs;
const idleMs = 30 * minuteMs;
const decidersIdleMs = 15 * minuteMs;
const warningMs = 2 * minuteMs;

const deciders: readonly Role[] = [
  "director", "secretary-general", "executive-member", "executive-secretary", "assembly-secretary", "compliance-officer",
  "key-custodian",
];

export function idleLimitMs(roles: readonly Role[]): number {
  return roles.some((role) => deciders.includes(role)) ? decidersIdleMs : idleMs;
}

export interface OpenSession {
  readonly id: string;
  readonly actor: Actor;
  readonly way: Way;
  readonly endsAt: Instant; // unless a request comes before; never later than absoluteUntil
  readonly warnAt: Instant; // from here on the page says that the session is about to end
  readonly absoluteUntil: Instant;
}

/**
 * Who sends this token, judged anew at every request: roles, locks and limits hold from the next click on (AN-11).
 * Null for anything else: unknown, ended, idle too long, twelve hours old, account not active.
 *
 * @param token the cookie as sent, attacker-chosen
 */
export async function openSession(world: World, token: string | null): Promise<OpenSession | null> {
  const hash = token === null ? null : secretHash(token);
  if (!hash) return null;
  const now = world.clock.now();
  const found = await world.database.read(async (tx) => {
    const session = await sessionByToken(tx, hash);
    const holder = session && (await accountWithRoles(tx, session.accountId, now));
    return session && holder ? { session, ...holder } : null;
  });
  if (!found) return null;
  const { session, account, roles } = found;
  const idleUntil = plusMs(session.seenAt, idleLimitMs(roles));
  const over = session.endedAt !== null || now >= session.absoluteUntil || now >= idleUntil;
  if (over || account.state !== "active") return null;
  await touch(world, session, now);
  const endsAt = instant(Math.min(session.absoluteUntil, now + idleLimitMs(roles)));
  return {
    id: session.id, actor: actorOf(account, roles, session.freshUntil), way: session.way, endsAt,
    warnAt: plusMs(endsAt, -warningMs), absoluteUntil: session.absoluteUntil,
  };
}

export async function sessionActor(world: World, token: string | null): Promise<Actor | null> {
  return (await openSession(world, token))?.actor ?? null;
}

export function actorOf(account: Account, roles: readonly Role[], freshUntil: Instant | null): Actor {
  return {
    side: account.side, accountId: account.id, personId: account.personId, name: account.name, roles, lang: account.lang,
    ...(account.partnerId ? { partnerId: account.partnerId } : {}),
    ...(account.country ? { country: account.country } : {}),
    ...(freshUntil === null ? {} : { freshUntil }),
  };
}

/** One write a minute is enough to know that somebody is there. */
async function touch(world: World, session: Session, now: Instant): Promise<void> {
  if (now - session.seenAt < minuteMs) return;
  await world.database.transaction({ isolation: "read-committed" }, (tx) => touchSession(tx, session.id, now));
}

/** A new session always has a new token: nothing a visitor brought along becomes signed in (AN-10). */
export async function startSession(world: World, tx: Tx, ask: { account: AccountId; way: Way; agent: string }): Promise<string> {
  const { token, sha256 } = newSecret(world.random);
  const at = world.clock.now();
  await insertSession(tx, {
    tokenSha256: sha256, id: newId(world.random, "ses"), accountId: ask.account, way: ask.way,
    agent: ask.agent.slice(0, 120), at, absoluteUntil: plusMs(at, absoluteMs), freshUntil: null,
  });
  return token;
}

export async function signOut(world: World, token: string | null): Promise<void> {
  const hash = token === null ? null : secretHash(token);
  if (!hash) return;
  await world.database.transaction({ isolation: "read-committed" }, async (tx) => {
    const session = await sessionByToken(tx, hash);
    if (session) await endSession(tx, session.id, world.clock.now());
  });
}

/** From now until five minutes from now decisions may be taken with this session. */
export async function freshen(world: World, tx: Tx, sessionId: string): Promise<void> {
  await freshenSession(tx, sessionId, plusMs(world.clock.now(), freshMs));
}

/**
 * A session without factors, for the page that switches between the evaluation's people. Refused unless the database
 * itself is marked as an evaluation, which a configured start refuses to run on.
 */
export async function evaluationSession(world: World, account: AccountId): Promise<Result<{ token: string }, Refusal>> {
  return world.database.transaction({ isolation: "read-committed" }, async (tx) => {
    const marked = (await readMark(tx, "evaluation")) !== null;
    const found = await accountById(tx, account);
    if (!marked || !found || found.state !== "active") return no(refused("access/not-an-evaluation"));
    return ok({ token: await startSession(world, tx, { account, way: "evaluation", agent: "evaluation" }) });
  });
}
