import type { PartnerId } from "../../../kernel/ids.ts";
import { assert } from "../../../kernel/result.ts";
import type { Desk } from "../../log/index.ts";
import { officersOf, ownersOf, partnerOf, type Officer, type Party } from "../../partners/index.ts";
import { screenFile, watch, type WatchedSubject } from "../../screening/index.ts";

/** Everybody the partner named is watched from now on and screened at once: itself, holders, controllers, officers. */
export async function watchPartner(desk: Desk, file: PartnerId): Promise<void> {
  const partner = await partnerOf(desk.tx, file);
  assert(partner, "a case is about a partner that exists");
  const { parties } = await ownersOf(desk.tx, file);
  const officers = await officersOf(desk.tx, file);
  const itself: WatchedSubject = {
    role: "partner", kind: "entity", names: partner.names.map((n) => n.text), countries: [partner.country],
    ids: [partner.registerNumber, partner.lei].filter((id) => id !== null),
  };
  await watch(desk, { file, subjects: [itself, ...parties.map(ownerSubject), ...officers.map(officerSubject)] });
  await screenFile(desk, file);
}

function ownerSubject(party: Party): WatchedSubject {
  return {
    role: "owner", kind: party.kind === "natural" ? "person" : "entity", names: namesOf(party), countries: [party.country],
    ids: party.registerNumber === null ? [] : [party.registerNumber],
    ...(party.birthOn === null ? {} : { birthOn: party.birthOn }),
  };
}

function officerSubject(officer: Officer): WatchedSubject {
  return {
    role: "officer", kind: "person", names: namesOf(officer), countries: [officer.nationality], ids: [],
    birthOn: officer.birthOn,
  };
}

function namesOf(of: { readonly name: string; readonly otherName: string | null }): string[] {
  return of.otherName === null ? [of.name] : [of.name, of.otherName];
}
