import { iso } from "../../../../kernel/instants.ts";
import { faulty, type Fault, type Refusal } from "../../../../kernel/refusal.ts";
import { no, type Result } from "../../../../kernel/result.ts";
import type { Role } from "../../../../kernel/roles.ts";
import { expectedVersion, readForm } from "../../../../ui/form.ts";
import type { Page, PageAnswer, PageAsk } from "../../../../ui/page.ts";
import { inviters, lockers, recoveryFirst, recoverySecond, requesters, verifiers } from "../../moves.ts";
import { then } from "../answers.ts";
import { startOfDay } from "../days.ts";
import {
  fieldsOf, lockFields, recoveryFields, revokeFields, roleFields, unlockFields, verifyFields,
} from "./account-fields.ts";
import { showAccount } from "./account.tsx";

type Tried = Result<unknown, Refusal>;

/** A POST page beside the account: runs its deed; faults bring the same page back with what was typed. */
function accountDeed(deed: string, who: readonly Role[], run: (ask: PageAsk, account: string) => Promise<Tried>): Page {
  return {
    method: "POST", path: `/people/accounts/:account/${deed}`, who,
    async handle(ask): Promise<PageAnswer> {
      const account = ask.params["account"] ?? "";
      const done = await run(ask, account);
      if (!done.ok && done.error.kind === "fault") {
        return showAccount(ask, { deed, faults: done.error.faults.map((one) => fieldFault(deed, one)) });
      }
      return then(done, `/people/accounts/${account}`, `access.account.${deed}-done`);
    },
  };
}

/** A deed's fault names the deed's own word; the form calls its reason after the deed. */
function fieldFault(deed: string, fault: Fault): Fault {
  const own = Object.keys(fieldsOf[deed] ?? {}).find((name) => name.endsWith("Reason"));
  return fault.path === "reason" && own ? { ...fault, path: own } : fault;
}

const officers: readonly Role[] = [...new Set([...recoveryFirst, ...recoverySecond])];

export const accountDeeds: readonly Page[] = [
  accountDeed("verify", verifiers, async (ask) => {
    const read = readForm(verifyFields, ask.form);
    if (!read.ok) return no(faulty(read.error));
    const documentCountry = read.value.documentCountry.toUpperCase();
    return ask.perform("access.verify-person", { ...read.value, documentCountry, expectedVersion: expectedVersion(ask.form) });
  }),
  accountDeed("request-role", requesters, async (ask, account) => {
    const read = readForm(roleFields, ask.form);
    if (!read.ok) return no(faulty(read.error));
    const validUntil = iso(startOfDay(read.value.validUntil, ask.organisation.timeZone));
    return ask.perform("access.request-role", { account, role: read.value.role, reason: read.value.reason, validUntil });
  }),
  accountDeed("revoke-role", [...requesters, "security-officer", "system-administrator"], async (ask) => {
    const read = readForm(revokeFields, ask.form);
    if (!read.ok) return no(faulty(read.error));
    const [grant, version] = read.value.grant.split(".");
    return ask.perform("access.revoke-role", { grant, expectedVersion: Number(version) });
  }),
  accountDeed("renew-invitation", inviters, (ask, account) =>
    ask.perform("access.renew-invitation", { account, expectedVersion: expectedVersion(ask.form) })),
  accountDeed("lock", lockers, async (ask, account) => {
    const read = readForm(lockFields, ask.form);
    if (!read.ok) return no(faulty(read.error));
    return ask.perform("access.lock-account", { account, reason: read.value.lockReason, ...versionOf(ask) });
  }),
  accountDeed("unlock", ["security-officer"], async (ask, account) => {
    const read = readForm(unlockFields, ask.form);
    if (!read.ok) return no(faulty(read.error));
    return ask.perform("access.unlock-account", { account, reason: read.value.unlockReason, ...versionOf(ask) });
  }),
  accountDeed("request-recovery", officers, async (ask, account) => {
    const read = readForm(recoveryFields, ask.form);
    if (!read.ok) return no(faulty(read.error));
    return ask.perform("access.request-recovery", { account, reason: read.value.recoveryReason });
  }),
];

function versionOf(ask: PageAsk): { readonly expectedVersion: number } {
  return { expectedVersion: expectedVersion(ask.form) };
}
