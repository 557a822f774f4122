import { z } from "zod";
import { roles } from "../../../kernel/roles.ts";
import { question, takenAway } from "../../log/index.ts";
import * as asks from "../asks.ts";
import { approvers, appliers, inviters, lockers, recoveryFirst, recoverySecond, requesters, verifiers } from "../moves.ts";
import { recoveriesWaiting, type Recovery } from "../signing-in/store-recoveries.ts";
import { absencesOf, type Absence } from "./store-absences.ts";
import {
  accountById, accountsOfPerson, accountsPage, holdersOf, personById, type Account, type Person,
} from "./store-accounts.ts";
import { grantsOf, grantsWaiting, type Grant } from "./store-grants.ts";

/** Who administers people in some way, and the auditors who look at how. */
export const peopleOfficers = [...new Set([
  ...requesters, ...approvers, ...appliers, ...inviters, ...verifiers, ...lockers, ...recoveryFirst, ...recoverySecond,
  "internal-auditor" as const, "external-auditor" as const,
])];

const pageSize = 50;

export interface PeopleList {
  readonly accounts: readonly Account[];
  readonly after: string | null; // for the next page
}

export const peopleList = question({
  name: "access.people",
  who: peopleOfficers,
  ask: z.strictObject({ search: z.string().max(100).default(""), after: z.string().max(400).default("") }),
  async answer(desk, ask): Promise<PeopleList> {
    const rows = await accountsPage(desk.tx, { ...ask, limit: pageSize + 1 });
    const accounts = rows.slice(0, pageSize);
    const last = accounts.at(-1);
    return { accounts, after: rows.length > pageSize && last ? `${last.name.toLowerCase()} ${last.id}` : null };
  },
  sealed: (_rows, of) => takenAway(of),
});

export interface AccountView {
  readonly account: Account;
  readonly person: Person;
  readonly others: readonly Account[]; // other accounts of the same human
  readonly grants: readonly Grant[];
}

export const accountView = question({
  name: "access.account",
  who: peopleOfficers,
  ask: z.strictObject({ account: asks.accountId }),
  async answer(desk, ask): Promise<AccountView | null> {
    const account = await accountById(desk.tx, ask.account);
    const person = account && (await personById(desk.tx, account.personId));
    if (!account || !person) return null;
    const others = (await accountsOfPerson(desk.tx, person.id)).filter((other) => other.id !== account.id);
    return { account, person, others, grants: await grantsOf(desk.tx, account.id) };
  },
});

export interface Waiting {
  readonly grants: readonly Grant[];
  readonly recoveries: readonly Recovery[];
}

/** Requests that wait for the next of the three persons, and recoveries that wait for the second officer. */
export const waitingQuestion = question({
  name: "access.waiting",
  who: peopleOfficers,
  ask: z.strictObject({}),
  async answer(desk): Promise<Waiting> {
    return { grants: await grantsWaiting(desk.tx, 200), recoveries: await recoveriesWaiting(desk.tx) };
  },
});

export interface Absences {
  readonly own: readonly Absence[];
  readonly deputies: readonly { readonly account: string; readonly name: string }[];
}

/** One's own absences and the colleagues who hold one of one's roles. */
export const absencesQuestion = question({
  name: "access.absences",
  who: roles.filter((role) => !["public", "partner-contact", "partner-signatory"].includes(role)),
  ask: z.strictObject({}),
  async answer(desk): Promise<Absences> {
    const { accountId, personId } = desk.actor;
    const deputies = new Map<string, string>();
    for (const role of desk.actor.roles) {
      for (const one of await holdersOf(desk.tx, role, desk.now())) {
        if (one.personId !== personId) deputies.set(one.accountId, one.name);
      }
    }
    return {
      own: await absencesOf(desk.tx, accountId, desk.now()),
      deputies: [...deputies].map(([account, name]) => ({ account, name })),
    };
  },
});
