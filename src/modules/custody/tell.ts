import type { GrantId, PartnerId } from "../../kernel/ids.ts";
import { notify, peopleWith } from "../access/index.ts";
import type { Desk } from "../log/index.ts";

interface About {
  readonly grant: GrantId;
  readonly file: PartnerId;
}

/** The holders of the bureau's role whose account belongs to that country. */
export function bureausOf<H extends { readonly country: string | null }>(holders: readonly H[], country: string): H[] {
  return holders.filter((holder) => holder.country === country);
}

/** A payment waits. */
export async function tellFinance(desk: Desk, of: About): Promise<void> {
  const to = (await peopleWith(desk, "finance-officer")).map((holder) => holder.accountId);
  await notify(desk, { to, about: "custody.letter.pay", file: of.file, path: `/given/${of.grant}` });
}

/** Money left for the country, whose bureau is asked to say that it arrived; the controller compares it with the bank. */
export async function tellPaid(desk: Desk, of: About & { readonly country: string }): Promise<void> {
  const bureaus = bureausOf(await peopleWith(desk, "national-bureau"), of.country).map((holder) => holder.accountId);
  // The letter carries no file: the partner may be established elsewhere, where this bureau sees no file.
  await notify(desk, { to: bureaus, about: "custody.letter.given", path: `/given/${of.grant}` });
  const controllers = (await peopleWith(desk, "finance-controller")).map((holder) => holder.accountId);
  await notify(desk, { to: controllers, about: "custody.letter.reconcile", file: of.file, path: `/given/${of.grant}` });
}
