import { refused, type Refusal } from "../../../kernel/refusal.ts";
import type { World } from "../../../ports/world.ts";
import { perAccount, takeTry, forgetTries } from "./limits.ts";
import { answeredBy } from "./passkey.ts";
import { freshen, signOut, type OpenSession } from "./sessions.ts";
import { takeCode } from "./sign-in.ts";

export type Gesture =
  | { readonly kind: "passkey"; readonly posted: string }
  | { readonly kind: "code"; readonly typed: string }
  | { readonly kind: "evaluation" };

export interface FreshAsk {
  readonly session: OpenSession;
  readonly token: string; // of that session
  readonly gesture: Gesture;
}

/**
 * A gesture made now, by the session's own human: opens five minutes in which decisions count. After five wrong ones
 * the session ends: whoever holds it does not hold the factor.
 */
export async function makeFresh(world: World, ask: FreshAsk): Promise<Refusal | null> {
  const { session, gesture } = ask;
  const account = session.actor.accountId;
  const key = `fresh:${account}`;
  const limited = await takeTry(world, key, perAccount);
  if (limited) {
    await signOut(world, ask.token);
    return limited;
  }
  const right = await world.database.transaction({ isolation: "read-committed" }, async (tx) => {
    const made = await isRight(world, tx, { session, gesture });
    if (made) await freshen(world, tx, session.id);
    return made;
  });
  if (!right) return refused("access/gesture-failed");
  await forgetTries(world, key);
  return null;
}

type InTx = Parameters<typeof takeCode>[3];

async function isRight(world: World, tx: InTx, ask: { session: OpenSession; gesture: Gesture }): Promise<boolean> {
  const { session, gesture } = ask;
  const { accountId } = session.actor;
  if (accountId === "system" || accountId === "public") return false;
  switch (gesture.kind) {
    case "evaluation":
      return session.way === "evaluation";
    case "code":
      return takeCode(world, accountId, gesture.typed, tx);
    case "passkey": {
      const passkey = await answeredBy(world, tx, { posted: gesture.posted, purpose: "fresh", holder: session.id });
      return passkey?.accountId === accountId;
    }
  }
}
