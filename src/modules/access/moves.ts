import type { Role } from "../../kernel/roles.ts";

/** State tables of what access owns: from · event · to · who. Who is coarse; deeds add "not the same human". */
export interface Move<State extends string> {
  readonly from: State;
  readonly event: string;
  readonly to: State;
  readonly who: readonly Role[];
}

/** S13: requester, approver and applier are three humans. */
export const requesters = ["human-resources", "director", "secretary-general"] as const satisfies readonly Role[];
export const approvers = ["security-officer", "director", "secretary-general"] as const satisfies readonly Role[];
export const appliers = ["system-administrator"] as const satisfies readonly Role[];
export const inviters = ["human-resources", "system-administrator"] as const satisfies readonly Role[];
export const verifiers = ["human-resources", "security-officer"] as const satisfies readonly Role[];
export const lockers = ["security-officer", "system-administrator", "human-resources"] as const satisfies readonly Role[];

/** Recovery: the second officer is never the technical one, so that administrators cannot take over a decider. */
export const recoveryFirst = [
  "human-resources", "system-administrator", "security-officer",
] as const satisfies readonly Role[];
export const recoverySecond = ["security-officer", "director", "secretary-general"] as const satisfies readonly Role[];

export const settingsOfficers = [
  "system-administrator", "executive-secretary", "secretary-general",
] as const satisfies readonly Role[];

export const grantMoves = [
  { from: "requested", event: "role.approved", to: "approved", who: approvers },
  { from: "approved", event: "role.applied", to: "applied", who: appliers },
  { from: "requested", event: "role.declined", to: "declined", who: approvers },
  { from: "approved", event: "role.declined", to: "declined", who: [...approvers, ...appliers] },
  // Taking a role away protects; one person is enough.
  { from: "applied", event: "role.revoked", to: "revoked", who: [...requesters, ...approvers, ...appliers] },
] as const satisfies readonly Move<"requested" | "approved" | "applied" | "declined" | "revoked">[];

export const accountMoves = [
  { from: "invited", event: "account.activated", to: "active", who: [] }, // by the link's holder
  { from: "active", event: "account.locked", to: "locked", who: lockers },
  { from: "invited", event: "account.locked", to: "locked", who: lockers },
  { from: "locked", event: "account.unlocked", to: "active", who: ["security-officer"] },
] as const satisfies readonly Move<"invited" | "active" | "locked">[];

export const recoveryMoves = [
  { from: "requested", event: "recovery.confirmed", to: "confirmed", who: recoverySecond },
  { from: "requested", event: "recovery.withdrawn", to: "withdrawn", who: [...recoveryFirst, ...recoverySecond] },
] as const satisfies readonly Move<"requested" | "confirmed" | "withdrawn">[];

export const settingsMoves = [
  { from: "proposed", event: "organisation.changed", to: "in-force", who: settingsOfficers },
  { from: "proposed", event: "organisation.declined", to: "declined", who: settingsOfficers },
] as const satisfies readonly Move<"proposed" | "in-force" | "declined">[];

/** Officers who must answer a bureau; the partnership officer holds the file, compliance may take it up. */
export const objectionMoves = [
  { from: "open", event: "objection.answered", to: "answered", who: ["partnership-officer", "compliance-officer"] },
] as const satisfies readonly Move<"open" | "answered">[];

/** The row that lets `event` happen from `from`; null: this state does not know that event. */
export function moveOf<M extends Move<string>>(table: readonly M[], from: string, event: M["event"]): M | null {
  return table.find((move) => move.from === from && move.event === event) ?? null;
}

/** Everyone who may cause `event` from some state, for a deed's coarse `who`. */
export function whoMay(table: readonly Move<string>[], event: string): readonly Role[] {
  return [...new Set(table.filter((move) => move.event === event).flatMap((move) => move.who))];
}
