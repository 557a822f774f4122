import { z } from "zod";
import { hidden, movedOn, refused } from "../../../kernel/refusal.ts";
import { no, ok } from "../../../kernel/result.ts";
import { deed, type Desk } from "../../log/index.ts";
import * as asks from "../asks.ts";
import { verifiers } from "../moves.ts";
import { rolesExclude } from "./incompatible.ts";
import {
  accountsOfPerson, joinPersons, personById, personByIdentity, rolesOfPerson, setIdentity, type Person,
} from "./store-accounts.ts";

/**
 * An officer has seen an identity document. Only a keyed hash of it is kept. When another row carries the same
 * identity, both are one human from now on: their duties count together, on past files too (S17, S18).
 */
export const verifyPerson = deed({
  name: "access.verify-person",
  who: verifiers,
  isolation: "serializable",
  fresh: true,
  ask: z.strictObject({
    person: asks.personId, documentCountry: asks.country, documentNumber: asks.words(60, 4), expectedVersion: asks.version,
  }),
  async perform(desk, ask) {
    const person = await personById(desk.tx, ask.person);
    if (!person) return no(hidden);
    if (person.version !== ask.expectedVersion) return no(movedOn("module/moved-on", { version: person.version }));
    if (person.id === desk.actor.personId) return no(refused("access/not-to-self", {}, ["S13"]));
    const identity = identityMac(desk, ask);
    const same = await personByIdentity(desk.tx, identity);
    if (same && same.id !== person.id) return join(desk, same, person);
    const verified = { person: person.id, identity, by: desk.actor.personId, at: desk.now() };
    if (!(await setIdentity(desk.tx, verified))) return no(refused("access/already-verified"));
    await desk.record({ type: "person.verified", subject: person.id, version: person.version + 1, body: {} });
    return ok({ person: person.id, version: person.version + 1, joined: false });
  },
});

async function join(desk: Desk, kept: Person, other: Person) {
  const held = await rolesOfPerson(desk.tx, kept.id, desk.now());
  for (const role of await rolesOfPerson(desk.tx, other.id, desk.now())) {
    const clash = rolesExclude(held, role);
    // Whoever holds both must first lose one: joining would otherwise leave a human with excluding roles.
    if (clash) return no(refused("access/incompatible-roles", { role, held: clash.held }, [clash.rule.rule]));
  }
  const accounts = await accountsOfPerson(desk.tx, other.id);
  await joinPersons(desk.tx, { kept: kept.id, other: other.id });
  await desk.record({
    type: "person.joined", subject: kept.id, version: kept.version + 1,
    body: { other: other.id, accounts: accounts.map((account) => account.id) },
  });
  return ok({ person: kept.id, version: kept.version + 1, joined: true });
}

/** The number without spaces, dashes and case: as printed or as typed, it is one document. */
function identityMac(desk: Desk, ask: { documentCountry: string; documentNumber: string }): Uint8Array {
  const number = ask.documentNumber.normalize("NFKC").replace(/[\s./-]/g, "").toUpperCase();
  return desk.world.keys.mac("link", `access/identity/${ask.documentCountry}/${number}`);
}
