import type { PartnerId, PersonId } from "../../../kernel/ids.ts";
import type { Role } from "../../../kernel/roles.ts";
import { excludes, type Duty, type Taken } from "./separation.ts";

/** One duty of a file, the roles whose holders may exercise it, and how many of them it takes. Source: regulation §5.2. */
export interface NeededDuty {
  readonly key: Duty | "decide-committee"; // one row each; its name is access.duty.<key>
  readonly duty: Duty;
  readonly roles: readonly Role[];
  readonly people: 1 | Quorum; // a committee acts with its quorum
}

/** Parameters of the regulation that say how many members a committee acts with. */
export type Quorum = "erc.quorum" | "executiveCommittee.quorum";

const byOne = (duty: Duty, ...roles: Role[]): NeededDuty => ({ key: duty, duty, roles, people: 1 });

export const neededDuties: readonly NeededDuty[] = [
  byOne("intake", "partnership-officer"),
  byOne("clear-first", "diligence-analyst"),
  byOne("clear-second", "compliance-officer"),
  byOne("analyse", "diligence-analyst"),
  byOne("review", "diligence-reviewer"),
  { key: "ethics", duty: "ethics", roles: ["ethics-member", "ethics-chair"], people: "erc.quorum" },
  byOne("issue-verdict", "compliance-officer"),
  byOne("value", "finance-officer"),
  byOne("legal-check", "legal-officer"),
  byOne("decide", "director", "secretary-general"),
  { key: "decide-committee", duty: "decide", roles: ["executive-member"], people: "executiveCommittee.quorum" },
  byOne("sign", "secretary-general"),
  byOne("post", "finance-officer"),
  byOne("reconcile", "finance-controller"),
  byOne("publish", "register-editor"),
];

export interface PersonWithRoles {
  readonly personId: PersonId;
  readonly name: string;
  readonly roles: readonly Role[];
}

export interface Staffing {
  readonly key: NeededDuty["key"];
  readonly duty: Duty;
  readonly roles: readonly Role[];
  readonly needed: number; // people it takes on one file
  readonly holders: readonly PersonWithRoles[]; // everyone whose roles allow the duty
  readonly missing: boolean; // no way to fill every duty of a new file fills this one
  readonly stopped: readonly PartnerId[]; // files on which too few are left for it
}

export interface FileHistory {
  readonly file: PartnerId;
  readonly taken: readonly (Taken & { readonly personId: string })[];
}

type Row = Pick<Staffing, "key" | "duty" | "roles" | "needed" | "holders">;

/**
 * Which duties have too few people, for a new file and for each file under way. For a new file the people are dealt
 * out so that as many duties as possible are filled with separation respected; what stays empty is missing.
 *
 * @param quorumOf the number of a committee's members that the regulation in force asks for
 */
export function staffing(
  people: readonly PersonWithRoles[], files: readonly FileHistory[], quorumOf: (quorum: Quorum) => number,
): Staffing[] {
  const rows = neededDuties.map((row): Row => ({
    key: row.key, duty: row.duty, roles: row.roles, needed: row.people === 1 ? 1 : quorumOf(row.people),
    holders: people.filter((person) => person.roles.some((role) => row.roles.includes(role))),
  }));
  const filled = dealOut(rows);
  return rows.map((row) => {
    const stopped = files.filter((file) => isStopped(file, row)).map((file) => file.file);
    return { ...row, missing: !filled.has(row.key), stopped };
  });
}

/**
 * What one person does needs nobody any more once it was done. Most files never come before a committee: it stops a
 * file only after a member began and too few others are left.
 */
function isStopped({ taken }: FileHistory, { duty, needed, holders }: Row): boolean {
  const did = new Set(taken.filter((one) => one.duty === duty).map((one) => one.personId));
  if (needed === 1 && did.size > 0) return false;
  const members = holders.filter((holder) => did.has(holder.personId)).length;
  if (needed > 1 && members === 0) return false;
  const left = holders.filter((holder) => !did.has(holder.personId) &&
    taken.every((one) => one.personId !== holder.personId || !excludes(one, duty, "")));
  return members + left.length < needed;
}

/**
 * The rows that can be filled at once. A row with more holders than the rows that exclude it take people can always be
 * filled last, so only scarce ones are tried, those with the least to choose from first.
 */
function dealOut(rows: readonly Row[]): Set<Row["key"]> {
  const isPlenty = (row: Row): boolean => row.holders.length >= row.needed + takenByRivals(row, rows);
  const scarce = rows.filter((row) => !isPlenty(row) && row.holders.length >= row.needed)
    .sort((a, b) => (a.holders.length - a.needed) - (b.holders.length - b.needed));
  const best: { keys: readonly Row["key"][] } = { keys: [] };
  fill({ left: scarce, given: new Map(), keys: [] }, best);
  return new Set([...rows.filter(isPlenty).map((row) => row.key), ...best.keys]);
}

function takenByRivals({ duty }: Row, rows: readonly Row[]): number {
  return rows.filter((row) => excludes({ duty: row.duty, subject: "" }, duty, "")).reduce((sum, row) => sum + row.needed, 0);
}

type Given = ReadonlyMap<PersonId, readonly Duty[]>;

interface Dealt {
  readonly left: readonly Row[];
  readonly given: Given;
  readonly keys: readonly Row["key"][];
}

function fill({ left, given, keys }: Dealt, best: { keys: readonly Row["key"][] }): void {
  if (keys.length > best.keys.length) best.keys = keys;
  const [next, ...rest] = left;
  if (!next || keys.length + left.length <= best.keys.length) return; // nothing below can be fuller
  for (const team of teams(alike(next, given), next.needed)) {
    const more = new Map(given);
    for (const person of team) more.set(person, [...(given.get(person) ?? []), next.duty]);
    fill({ left: rest, given: more, keys: [...keys, next.key] }, best);
  }
  fill({ left: rest, given, keys }, best);
}

/** Who may be given the row, people with the same roles and the same duties so far together: any of them will do. */
function alike({ duty, holders }: Row, given: Given): readonly (readonly PersonId[])[] {
  const groups = new Map<string, PersonId[]>();
  for (const { personId, roles } of holders) {
    const has = given.get(personId) ?? [];
    if (has.some((other) => excludes({ duty: other, subject: "" }, duty, ""))) continue;
    const name = `${[...roles].sort().join()}|${[...has].sort().join()}`;
    groups.set(name, [...(groups.get(name) ?? []), personId]);
  }
  return [...groups].sort(([a], [b]) => a.length - b.length).map(([, members]) => members);
}

/** Every way to take `count` people from the groups, as many as possible from the first ones first. */
function* teams(groups: readonly (readonly PersonId[])[], count: number): Generator<readonly PersonId[]> {
  const [first, ...rest] = groups;
  if (count === 0) yield [];
  if (!first || count === 0) return;
  for (let from = Math.min(first.length, count); from >= 0; from -= 1) {
    for (const others of teams(rest, count - from)) yield [...first.slice(0, from), ...others];
  }
}
