import { namesOneOf } from "../../engines/matching/index.ts";
import type { PartnerId } from "../../kernel/ids.ts";
import type { Tx } from "../../ports/database/database.ts";
import { personsOn } from "../access/index.ts";
import { peopleIn, type Content } from "./form/content.ts";
import { shapeOf, type OwnershipShape } from "./form/ownership.ts";
import { isEligibleForm, kinds } from "./form/tables.ts";
import type { Officer, Owners, Partner, PublicProfile } from "./partner.ts";
import { everyContent, lastContent, partnerById } from "./stores/store.ts";
import { openSuspension } from "./stores/store-suspensions.ts";

/**
 * What modules above may read, inside their own transaction. They read what was submitted, never a draft; the caller
 * has checked who may see it.
 */
export async function partnerOf(tx: Tx, id: PartnerId): Promise<Partner | null> {
  return partnerById(tx, id);
}

/** The register's fields; null until something was submitted. Names no natural person beyond what the partner wrote. */
export async function publicProfile(tx: Tx, id: PartnerId): Promise<PublicProfile | null> {
  return (await lastContent(tx, id))?.profile ?? null;
}

/** Holders with their chain and what its shape means for the depth of diligence. Empty until submitted. */
export async function ownersOf(tx: Tx, id: PartnerId): Promise<Owners & OwnershipShape> {
  const owners = (await lastContent(tx, id))?.owners ?? { parties: [], holdings: [], remainderBps: 0, remainderWords: null };
  return { ...owners, ...shapeOf(owners) };
}

/** Board, management and signatories as submitted. */
export async function officersOf(tx: Tx, id: PartnerId): Promise<readonly Officer[]> {
  return (await lastContent(tx, id))?.officers ?? [];
}

/** Those who may bind the partner, alone or with another: an agreement is signed by one of these names. */
export async function signatoriesOf(tx: Tx, id: PartnerId): Promise<readonly Officer[]> {
  return (await officersOf(tx, id)).filter((officer) => officer.signs !== "no");
}

/** True from the commit of a suspension to the commit of its lifting. Every permit of every module asks here. R38.1 */
export async function isSuspended(tx: Tx, id: PartnerId): Promise<boolean> {
  return (await openSuspension(tx, id)) !== null;
}

/** Everything that was submitted last: addresses, sectors, documents by kind and hash. Null before that. */
export async function submittedOf(tx: Tx, id: PartnerId): Promise<Content | null> {
  return lastContent(tx, id);
}

/** What the partner is in law, as its file says it: the facts of R1.2 and R6.1. Nothing submitted: nothing eligible. */
export function legalStanding(of: Pick<Partner, "kind" | "legalForm">): { isState: boolean; isFormEligible: boolean } {
  return { isState: !kinds.includes(of.kind), isFormEligible: of.legalForm !== null && isEligibleForm(of.legalForm) };
}

/**
 * Whether texts that become public name a natural person of this file: an officer or holder of any submission, the
 * people of its accounts, whoever took a duty on it. The names themselves never leave. R40.2
 */
export async function namesNaturalPerson(tx: Tx, id: PartnerId, texts: readonly string[]): Promise<boolean> {
  const partner = await partnerById(tx, id);
  const named = (await everyContent(tx, id)).flatMap(peopleIn);
  const people = [...named, ...(await personsOn(tx, id)).map((person) => person.name)];
  const legal = partner ? [partner.name, ...partner.names.map((name) => name.text)] : [];
  return texts.some((text) => namesOneOf(text, { people, legal }));
}
