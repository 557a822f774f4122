import type { PartnerId, PersonId } from "../../../kernel/ids.ts";
import type { Role } from "../../../kernel/roles.ts";
import { excludes, separation, type Duty, type Taken } from "./separation.ts";

/** One duty that a standard file needs, and the roles whose holders may exercise it. Source: regulation §5.2. */
export interface NeededDuty {
  readonly duty: Duty;
  readonly roles: readonly Role[];
}

export const neededDuties: readonly NeededDuty[] = [
  { duty: "intake", roles: ["partnership-officer"] },
  { duty: "clear-first", roles: ["diligence-analyst"] },
  { duty: "clear-second", roles: ["compliance-officer"] },
  { duty: "analyse", roles: ["diligence-analyst"] },
  { duty: "review", roles: ["diligence-reviewer"] },
  { duty: "ethics", roles: ["ethics-member", "ethics-chair"] },
  { duty: "issue-verdict", roles: ["compliance-officer"] },
  { duty: "value", roles: ["finance-officer"] },
  { duty: "legal-check", roles: ["legal-officer"] },
  { duty: "decide", roles: ["director", "secretary-general", "executive-member"] },
  { duty: "sign", roles: ["secretary-general"] },
  { duty: "post", roles: ["finance-officer"] },
  { duty: "reconcile", roles: ["finance-controller"] },
  { duty: "publish", roles: ["register-editor"] },
];

export interface PersonWithRoles {
  readonly personId: PersonId;
  readonly name: string;
  readonly roles: readonly Role[];
}

export interface Staffing {
  readonly duty: Duty;
  readonly holders: readonly PersonWithRoles[]; // everyone whose roles allow the duty
  readonly missing: boolean; // no way to fill every duty of a new file fills this one
  readonly stopped: readonly PartnerId[]; // files on which nobody is left for it
}

export interface FileHistory {
  readonly file: PartnerId;
  readonly taken: readonly (Taken & { readonly personId: string })[];
}

/**
 * Which duties have too few people, for a new file and for each file under way. For a new file the people are dealt
 * out so that as many duties as possible are filled with separation respected; what stays empty is missing.
 */
export function staffing(people: readonly PersonWithRoles[], files: readonly FileHistory[]): Staffing[] {
  const filled = dealOut(people);
  return neededDuties.map(({ duty, roles }) => {
    const holders = people.filter((person) => person.roles.some((role) => roles.includes(role)));
    const stopped = files.filter((file) => isStopped(file, duty, holders)).map((file) => file.file);
    return { duty, holders, missing: !filled.has(duty), stopped };
  });
}

/** A duty that somebody exercised already needs nobody any more. */
function isStopped(file: FileHistory, duty: Duty, holders: readonly PersonWithRoles[]): boolean {
  if (file.taken.some((taken) => taken.duty === duty)) return false;
  return !holders.some((holder) =>
    file.taken.every((taken) => taken.personId !== holder.personId || !excludes(taken, duty, "")));
}

/**
 * The largest set of duties that can be given to people at once. Search with two bounds: a duty with more holders
 * than it has excluding duties can always be filled last, so only scarce ones are tried; there are at most fourteen.
 */
function dealOut(people: readonly PersonWithRoles[]): Set<Duty> {
  const all = neededDuties.map(({ duty, roles }) => ({
    duty, holders: people.filter((person) => person.roles.some((role) => roles.includes(role))).map((one) => one.personId),
  }));
  const plenty = all.filter((one) => one.holders.length > rivals(one.duty));
  const scarce = all.filter((one) => one.holders.length <= rivals(one.duty) && one.holders.length > 0)
    .sort((a, b) => a.holders.length - b.holders.length);
  const best = deepest(scarce, new Map());
  return new Set([...plenty.map((one) => one.duty), ...best.keys()]);
}

function rivals(duty: Duty): number {
  const needed = new Set(neededDuties.map((one) => one.duty));
  return separation.filter((row) =>
    (row.a === duty && needed.has(row.b)) || (row.b === duty && needed.has(row.a))).length;
}

interface Scarce {
  readonly duty: Duty;
  readonly holders: readonly PersonId[];
}

function deepest(left: readonly Scarce[], given: ReadonlyMap<Duty, PersonId>): ReadonlyMap<Duty, PersonId> {
  const [next, ...rest] = left;
  if (!next) return given;
  let best: ReadonlyMap<Duty, PersonId> = new Map();
  for (const holder of next.holders) {
    if (!fits(next.duty, holder, given)) continue;
    const found = deepest(rest, new Map([...given, [next.duty, holder]]));
    if (found.size > best.size) best = found;
    if (best.size === given.size + left.length) return best; // nothing can be fuller
  }
  const without = best.size < given.size + left.length - 1 ? deepest(rest, given) : best;
  return without.size > best.size ? without : best;
}

function fits(duty: Duty, person: PersonId, given: ReadonlyMap<Duty, PersonId>): boolean {
  return [...given].every(([other, holder]) => holder !== person || !excludes({ duty: other, subject: "" }, duty, ""));
}
