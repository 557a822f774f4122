import { createHash } from "node:crypto";
import type { Identifier, Party, PartyKind } from "../../engines/matching/index.ts";
import { canonicalBytes, type Json } from "../../kernel/canonical.ts";
import type { PartnerId } from "../../kernel/ids.ts";
import { newId } from "../../ports/random.ts";
import type { Desk } from "../log/index.ts";
import { endSubjects, putSubject } from "./stores/store-hits.ts";

/** Somebody whom a module above wants watched. */
export interface WatchedSubject {
  readonly role: string; // "partner", "owner", "officer", "signatory", "payer", "secondee"
  readonly kind: "person" | "entity";
  readonly names: readonly string[]; // all scripts; the first one identifies the subject within its role
  readonly birthOn?: string; // civil date
  readonly countries: readonly string[]; // ISO 3166-1 alpha-2
  readonly ids: readonly string[]; // register, tax, passport numbers, LEI
}

/**
 * Says who of a file is watched from now on: the whole set, every time. Who is no longer named is ended; who
 * changed is asked afresh. The caller's own event says why; call `screenFile` next.
 */
export async function watch(desk: Desk,
  ask: { file: PartnerId; subjects: readonly WatchedSubject[] }): Promise<void> {
  const keep: string[] = [];
  for (const subject of ask.subjects) {
    const key = uniqueKey(`${subject.role} ${subject.names[0] ?? ""}`, keep);
    keep.push(key);
    const party = asParty(subject);
    await putSubject(desk.tx, {
      id: newId(desk.world.random, "sbj"), file: ask.file, key, role: subject.role, party,
        sha256: partyHash(party),
      at: desk.now(),
    });
  }
  await endSubjects(desk.tx, ask.file, { keep, at: desk.now() });
}

/** Two holders may bear one name: both are watched. */
function uniqueKey(key: string, taken: readonly string[]): string {
  for (let n = 1; ; n++) {
    const tried = n === 1 ? key : `${key} ${n}`;
    if (!taken.includes(tried)) return tried;
  }
}

function asParty(subject: WatchedSubject): Party {
  const kind: PartyKind = subject.kind === "person" ? "person" : "organisation";
  const ids = subject.ids.map((value): Identifier => ({ kind: "other", value }));
  return {
    kind, names: subject.names.map((text) => ({ text, quality: "primary" })),
    birthOn: subject.birthOn === undefined ? [] : [subject.birthOn], countries: subject.countries, ids,
  };
}

function partyHash(party: Party): string {
  return createHash("sha256").update(canonicalBytes(party as unknown as Json)).digest("hex");
}
