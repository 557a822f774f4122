import { z } from "zod";
import { hidden, movedOn } from "../../../kernel/refusal.ts";
import { no, ok } from "../../../kernel/result.ts";
import { deed } from "../../log/index.ts";
import * as asks from "../asks.ts";
import { inviters } from "../moves.ts";
import { issueLink, mailLink } from "../signing-in/issue-link.ts";
import { accountById } from "./store-accounts.ts";

/** Mails a new one-time link to somebody who has not come yet; the older link ends. */
export const renewInvitation = deed({
  name: "access.renew-invitation",
  who: inviters,
  isolation: "serializable",
  ask: z.strictObject({ account: asks.accountId, expectedVersion: asks.version }),
  async perform(desk, ask) {
    const account = await accountById(desk.tx, ask.account);
    if (!account || account.side === "partner") return no(hidden);
    if (account.version !== ask.expectedVersion) return no(movedOn("module/moved-on", { version: account.version }));
    if (account.state !== "invited") return no(movedOn("access/account-not-invited", { state: account.state }));
    await mailLink(desk, account, { link: await issueLink(desk, account, "invitation"), about: "access.letter.invitation" });
    return ok({ account: account.id, version: account.version });
  },
});
