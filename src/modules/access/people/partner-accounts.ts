import type { PartnerId } from "../../../kernel/ids.ts";
import type { Desk } from "../../log/index.ts";
import { endSessionsOf } from "../signing-in/store-sessions.ts";
import { lockWithPartner, unlockWithPartner } from "./store-accounts.ts";

/**
 * Called by partners when a suspension says that the partner's accounts are to be locked (art. 38): from the next
 * click on they are refused (AN-11).
 */
export async function lockPartnerAccounts(desk: Desk, partner: PartnerId): Promise<void> {
  for (const account of await lockWithPartner(desk.tx, partner)) {
    await endSessionsOf(desk.tx, account, desk.now());
    await desk.record({ type: "account.locked", subject: account, file: partner, body: { reason: "partner" } });
  }
}

/** When the suspension is lifted; an account that an officer locked stays locked. */
export async function unlockPartnerAccounts(desk: Desk, partner: PartnerId): Promise<void> {
  for (const account of await unlockWithPartner(desk.tx, partner)) {
    await desk.record({ type: "account.unlocked", subject: account, file: partner, body: { reason: "partner" } });
  }
}
