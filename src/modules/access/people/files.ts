import type { AccountId, PartnerId } from "../../../kernel/ids.ts";
import type { Role } from "../../../kernel/roles.ts";
import { assert } from "../../../kernel/result.ts";
import type { Tx } from "../../../ports/database/database.ts";
import type { Desk, ReadDesk } from "../../log/index.ts";
import { insertDuty } from "../duties/store-duties.ts";
import { seeing } from "./seeing.ts";
import { accountById, holdersOf, setAccountPartner, type Holder } from "./store-accounts.ts";
import { deputising } from "./store-absences.ts";
import { bindFile, countryOf, endMember, filesOfCountry, insertMember, membersOf, type NamedFile } from "./store-files.ts";

/**
 * True when this actor may know that the file exists. Default no. Every list, count, search, export and page asks
 * here; what lies in the file is then narrowed by role.
 */
export async function seesFile(desk: ReadDesk, file: PartnerId): Promise<boolean> {
  const { actor } = desk;
  if (actor.side === "system") return true;
  if (actor.side === "public") return false;
  if (actor.side === "partner") return actor.partnerId === file;
  if (actor.side === "bureau") return actor.country !== undefined && (await countryOf(desk.tx, file)) === actor.country;
  if (actor.roles.some((role) => seeing[role] === "all")) return true;
  return seesByAssignment(desk, file);
}

async function seesByAssignment(desk: ReadDesk, file: PartnerId): Promise<boolean> {
  const mine = desk.actor.roles.filter((role) => seeing[role] === "pool" || seeing[role] === "assigned");
  if (mine.length === 0) return false;
  const members = await membersOf(desk.tx, file);
  const standsFor = [desk.actor.accountId, ...(await deputising(desk.tx, desk.actor.accountId, desk.now()))];
  return mine.some((role) => {
    const team = members.filter((member) => member.role === role);
    if (team.length === 0) return seeing[role] === "pool";
    return team.some((member) => standsFor.includes(member.accountId));
  });
}

/** The partner's account now stands for this file; its human may hold no duty of the organisation on it (S18). */
export async function linkPartner(desk: Desk, ask: { account: AccountId; partnerId: PartnerId }): Promise<void> {
  const account = await accountById(desk.tx, ask.account);
  assert(account !== null, "an account that starts an application exists");
  const linked = await setAccountPartner(desk.tx, ask.account, ask.partnerId);
  assert(linked, "an account stands for one partner only");
  await insertDuty(desk.tx, {
    file: ask.partnerId, duty: "represent", subject: "", personId: account.personId, accountId: account.id, at: desk.now(),
  });
}

/**
 * Called by partners when country or name are known or corrected: from then on the country's bureau sees the file.
 *
 * @param ask.country ISO 3166-1 alpha-2
 * @param ask.name under which lists show the file; without one the earlier stays
 */
export async function bindFileCountry(desk: Desk, ask: { file: PartnerId; country: string; name?: string }): Promise<void> {
  await bindFile(desk.tx, { ...ask, at: desk.now() });
}

/** Puts an account on the file's team. Which deed may do so is the calling module's rule. */
export async function assign(desk: Desk, ask: { file: PartnerId; account: AccountId; role: Role }): Promise<void> {
  await insertMember(desk.tx, { ...ask, at: desk.now() });
}

export async function unassign(desk: Desk, ask: { file: PartnerId; account: AccountId; role: Role }): Promise<void> {
  await endMember(desk.tx, { ...ask, at: desk.now() });
}

/** Accounts that hold the role now. `desk.now()` decides, so pass the desk; lists are short (tens). */
export async function peopleWith(desk: ReadDesk, role: Role): Promise<Holder[]> {
  return holdersOf(desk.tx, role, desk.now());
}

/** The files a bureau may see: those whose partner is established in its country. */
export async function bureauFiles(tx: Tx, country: string): Promise<NamedFile[]> {
  return filesOfCountry(tx, country, 5000);
}
