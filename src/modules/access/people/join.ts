import { z } from "zod";
import { systemActor } from "../../../kernel/actor.ts";
import { faulty, type Refusal } from "../../../kernel/refusal.ts";
import type { Lang } from "../../../kernel/lang.ts";
import { assert, no, ok, type Result } from "../../../kernel/result.ts";
import { newId } from "../../../ports/random.ts";
import type { World } from "../../../ports/world.ts";
import { deed, perform, type Desk } from "../../log/index.ts";
import * as asks from "../asks.ts";
import { insertLetter } from "../letters/store-letters.ts";
import { issueLink, mailLink } from "../signing-in/issue-link.ts";
import { everybody, perJoin, takeTry } from "../signing-in/limits.ts";
import { emailKey } from "./email-key.ts";
import { accountByEmailKey, accountById, insertAccount, insertPerson, type Account } from "./store-accounts.ts";

/**
 * Somebody outside opens an account to apply for a partnership. The answer is the same whether the address is known
 * or not: only its mailbox learns which. Per-address and common limits keep it from being a mail bomb.
 */
export async function join(world: World, ask: { name: string; email: string; lang: Lang }): Promise<Result<null, Refusal>> {
  const key = emailKey(ask.email);
  if (key === null) return no(faulty([{ path: "email", code: "email-unreadable" }]));
  const limited = (await takeTry(world, "all-joins", everybody)) ?? (await takeTry(world, `join:${key}`, perJoin));
  if (limited) return no(limited);
  const done = await perform(world, systemActor, joining, ask);
  return done.ok ? ok(null) : done;
}

const joining = deed({
  name: "access.join",
  who: "system",
  isolation: "serializable",
  ask: z.strictObject({ name: asks.words(200), email: asks.email, lang: asks.lang }),
  async perform(desk, ask) {
    const key = emailKey(ask.email);
    if (key === null) return no(faulty([{ path: "email", code: "email-unreadable" }]));
    const known = await accountByEmailKey(desk.tx, key);
    if (known && (known.state !== "invited" || known.side !== "partner")) {
      await remind(desk, known);
      return ok(null);
    }
    const account = known ?? (await open(desk, { ...ask, key }));
    await mailLink(desk, account, { link: await issueLink(desk, account, "join"), about: "access.letter.join" });
    return ok(null);
  },
});

async function remind(desk: Desk, account: Account): Promise<void> {
  await insertLetter(desk.tx, {
    id: newId(desk.world.random, "ltr"), accountId: account.id, to: account.email, lang: account.lang,
    about: "access.letter.known", path: "/sign-in", file: null, at: desk.now(),
  });
  await desk.record({ type: "account.reminded", subject: account.id, body: {} });
}

async function open(desk: Desk, ask: { name: string; email: string; lang: Lang; key: string }): Promise<Account> {
  const at = desk.now();
  const personId = newId(desk.world.random, "per");
  const id = newId(desk.world.random, "acc");
  await insertPerson(desk.tx, { id: personId, name: ask.name, at });
  await insertAccount(desk.tx, {
    id, personId, side: "partner", email: ask.email.trim(), emailKey: ask.key, lang: ask.lang, partnerId: null,
    country: null, state: "invited", at,
  });
  await desk.record({
    type: "account.invited", subject: id, version: 1,
    body: { person: personId, side: "partner", name: ask.name },
  });
  const account = await accountById(desk.tx, id);
  assert(account !== null, "an account just inserted is there");
  return account;
}
