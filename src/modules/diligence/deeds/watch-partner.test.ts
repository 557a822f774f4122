// Goal: from admission on, the applicant, its owners and its officers are screened, each by role and as they were named;
// nobody of them is left out, and a listed one among them raises a hit.
import assert from "node:assert/strict";
import test from "node:test";
import { anOfficer, settled } from "../../../../tests/_build/diligence.ts";
import { listsInForce } from "../../../../tests/_build/lists.ts";
import { anAdmitted, type PartnerSpec } from "../../../../tests/_build/partners.ts";
import { aWorld, type TestWorld } from "../../../../tests/_build/world.ts";
import { openHits } from "../../screening/index.ts";
import { watchedSubjects } from "../../screening/stores/store-hits.ts";

const harmless = { name: "Dominique Modele", birthOn: "1971-05-06", country: "BE" };
const owner = { ...harmless, kind: "natural", shareBps: 3_000 } as const;
const listed = { name: "Yusuf al-Mithali", birthOn: "1984-03-02", country: "JO" };

async function admitted(world: TestWorld, spec: PartnerSpec) {
  await listsInForce(world);
  await anOfficer(world, "compliance-officer");
  const { partner } = await anAdmitted(world, { name: "Fondation Exemplaire", registerNumber: "RX-4711", ...spec });
  await settled(world);
  return world.database.read(async (tx) => ({
    subjects: await watchedSubjects(tx, partner), hits: await openHits(tx, partner),
  }));
}

test("the applicant, each holder and each officer is watched, by role, kind, birth, country and number", async (t) => {
  const parent = { kind: "legal", name: "Holding Exemplaire SA", country: "LU", registerNumber: "LU-12", shareBps: 5_000 } as const;
  const board = { name: "Robin Muster", birthOn: "1966-07-08", country: "DE" };
  const { subjects, hits } = await admitted(await aWorld(t), { owners: [owner, parent], officers: [board] });
  const shown = subjects.map(({ role, party }) =>
    [role, party.kind, party.names[0]?.text, party.birthOn.join(), party.countries.join(), party.ids.map((id) => id.value).join()]);
  assert.deepEqual(shown.sort(), [
    ["officer", "person", "Camille Exemple", "1970-04", "FR", ""],
    ["officer", "person", "Robin Muster", "1966-07-08", "DE", ""],
    ["owner", "organisation", "Holding Exemplaire SA", "", "LU", "LU-12"],
    ["owner", "person", "Dominique Modele", "1971-05-06", "BE", ""],
    ["partner", "organisation", "Fondation Exemplaire", "", "FR", "RX-4711"],
  ]);
  assert.deepEqual(hits, [], "nobody of them is listed");
});

const cases: readonly [string, PartnerSpec][] = [
  ["owner", { owners: [{ ...listed, kind: "natural", shareBps: 3_000 }], officers: [harmless] }],
  ["officer", { owners: [owner], officers: [listed] }],
  ["partner", { name: "Beton Exemplaire SARL", owners: [owner], officers: [harmless] }],
];
for (const [role, spec] of cases) {
  test(`a listed ${role} raises a hit, and those who are not listed none`, async (t) => {
    const { hits } = await admitted(await aWorld(t), spec);
    const wanted = role === "partner" ? ["partner", "EX-DEB-1"] : [role, "EX-DEB-4"];
    assert.deepEqual(hits.map((hit) => [hit.role, hit.ref]), [wanted]);
  });
}
