import type { PartnerId } from "../../../kernel/ids.ts";
import type { Desk } from "../../log/index.ts";
import { endSessionsOf } from "../signing-in/store-sessions.ts";
import { accountsOfPartner, setAccountState } from "./store-accounts.ts";

/**
 * Called by partners when a suspension says that the partner's accounts are to be locked (art. 38): from the next
 * click on they are refused (AN-11).
 */
export async function lockPartnerAccounts(desk: Desk, partner: PartnerId): Promise<void> {
  for (const account of await accountsOfPartner(desk.tx, partner)) {
    if (account.state !== "active") continue;
    await setAccountState(desk.tx, account.id, "locked", account.version);
    await endSessionsOf(desk.tx, account.id, desk.now());
    await desk.record({ type: "account.locked", subject: account.id, file: partner, version: account.version + 1, body: { reason: "partner" } });
  }
}

export async function unlockPartnerAccounts(desk: Desk, partner: PartnerId): Promise<void> {
  for (const account of await accountsOfPartner(desk.tx, partner)) {
    if (account.state !== "locked") continue;
    await setAccountState(desk.tx, account.id, "active", account.version);
    await desk.record({ type: "account.unlocked", subject: account.id, file: partner, version: account.version + 1, body: { reason: "partner" } });
  }
}
