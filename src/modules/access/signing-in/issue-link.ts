import { plusMs, type Instant } from "../../../kernel/instants.ts";
import { newId } from "../../../ports/random.ts";
import type { Desk } from "../../log/index.ts";
import { insertLetter } from "../letters/store-letters.ts";
import type { Account } from "../people/store-accounts.ts";
import { newSecret } from "./secrets.ts";
import { insertLink, type LinkPurpose } from "./store-links.ts";

export const linkMinutes = 15;

export interface IssuedLink {
  readonly token: string; // shown or mailed once, never stored in the clear
  readonly path: string;
  readonly expiresAt: Instant;
}

/**
 * Makes a one-time link for an account, records it, and ends the earlier ones. Single use, 15 minutes. Its address is
 * built on the configured one, never on what a request calls its host (AN-14).
 */
export async function issueLink(desk: Desk, account: Account, purpose: LinkPurpose): Promise<IssuedLink> {
  const { token, sha256 } = newSecret(desk.world.random);
  const issuedAt = desk.now();
  const expiresAt = plusMs(issuedAt, linkMinutes * 60_000);
  const id = newId(desk.world.random, "lnk");
  await insertLink(desk.tx, {
    id, tokenSha256: sha256, accountId: account.id, purpose, issuedBy: desk.actor.personId, issuedAt, expiresAt, usedAt: null,
  });
  await desk.record({ type: "link.issued", subject: id, body: { account: account.id, purpose } });
  return { token, path: `/link/${token}`, expiresAt };
}

/** Queues the letter that carries a one-time link: sealed until it is sent, never shown on the outbox page. */
export async function mailLink(desk: Desk, account: Account, ask: { link: IssuedLink; about: string }): Promise<void> {
  const id = newId(desk.world.random, "ltr");
  const sealedLink = desk.world.keys.seal(Buffer.from(ask.link.path), `access/letter/${id}`);
  await insertLetter(desk.tx, {
    id, accountId: account.id, to: account.email, lang: account.lang, about: ask.about, path: "", sealedLink,
    file: null, at: desk.now(),
  });
}
