import { canonicalBytes, type Json } from "../../kernel/canonical.ts";
import { iso } from "../../kernel/instants.ts";
import { assert } from "../../kernel/result.ts";
import type { Keys } from "../../ports/keys.ts";
import { commitmentOf, saltBytes, type Disclosure } from "./leaf.ts";
import type { EventRow } from "./store-events.ts";

/** What the commitment of an event binds besides its body: who, what, when, under which rules. */
export interface Envelope {
  readonly body: Json;
  readonly disclosures: readonly Disclosure[];
}

/** Canonical bytes of the whole event: what `c` commits to, after its salt. Source: spec/log §2. */
export function envelopeBytes(event: Omit<EventRow, "commitment" | "leaf">, envelope: Envelope): Uint8Array {
  return canonicalBytes({
    v: 1, id: event.id, type: event.type, subject: event.subject, at: iso(event.at),
    account: event.account, person: event.person, file: event.file, version: event.version,
    rules: event.rules, body: envelope.body,
    disclosures: envelope.disclosures.map((d) => [d.name, d.disclosure]),
  });
}

/** Salt ‖ envelope, encrypted; bound to the event's id so that bodies cannot change places. */
export function seal(keys: Keys, id: string, salt: Uint8Array, envelope: Uint8Array): Buffer {
  return Buffer.from(keys.seal(Buffer.concat([salt, envelope]), `event/${id}`));
}

/**
 * Opens a sealed body and checks it against the commitment and against the columns beside it: somebody with a
 * superuser's hands may have changed either. Throws then.
 */
export function open(keys: Keys, row: EventRow, sealed: Uint8Array): Envelope {
  const plain = keys.open(sealed, `event/${row.id}`);
  assert(plain !== null, `the body of ${row.id} is not what was sealed`);
  const salt = plain.subarray(0, saltBytes);
  const bytes = plain.subarray(saltBytes);
  assert(commitmentOf(salt, bytes).equals(row.commitment), `the body of ${row.id} is not what was committed`);
  return readEnvelope(bytes, row);
}

/** @param bytes those that were committed: what is left to check is that the columns say the same */
function readEnvelope(bytes: Uint8Array, row: EventRow): Envelope {
  const value = JSON.parse(new TextDecoder().decode(bytes)) as Written;
  const same = value.id === row.id && value.type === row.type && value.subject === row.subject &&
    value.at === iso(row.at) && value.account === row.account && value.person === row.person &&
    value.file === row.file && value.version === row.version && value.rules === row.rules;
  assert(same, `the row of ${row.id} differs from what was committed`);
  return {
    body: value.body, disclosures: value.disclosures.map(([name, disclosure]) => ({ name, disclosure })),
  };
}

/** The envelope as `envelopeBytes` wrote it. */
interface Written extends Pick<EventRow, "id" | "type" | "subject" | "file" | "version" | "account" | "person" | "rules"> {
  readonly at: string;
  readonly body: Json;
  readonly disclosures: readonly (readonly [name: string, disclosure: string])[];
}
