import assert from "node:assert/strict";
import { test } from "node:test";
import type { CivilDate } from "../../../kernel/instants.ts";
import type { Holding, Owners, Party, PartyId } from "../partner.ts";
import { chainOf, ownershipFaults, percent, shapeOf } from "./ownership.ts";
import { cleanTyped, readPart } from "./read-part.ts";
import { fieldsOf, partNames } from "./fields.ts";
import { readWebsite } from "./rules.ts";
import { legalStanding } from "../reads.ts";

const today = "2027-03-03" as CivilDate;

function party(n: number, kind: Party["kind"] = "legal", chainWords: string | null = null): Party {
  const id = `pty_${String(n).padStart(26, "0")}` as PartyId;
  return { id, kind, name: `Party ${n}`, otherName: null, country: "FR", birthOn: null, registerNumber: null, chainWords };
}

function holds(holder: Party, held: Party | null, shareBps: number, form: Holding["form"] = "registered"): Holding {
  const id = `hld_${holder.id.slice(-5)}${held?.id.slice(-5) ?? "00000"}${"0".repeat(16)}` as Holding["id"];
  return { id, holderId: holder.id, heldId: held?.id ?? null, shareBps, form, controlWords: null };
}

function owners(parties: Party[], holdings: Holding[], remainderBps = 0): Owners {
  return { parties, holdings, remainderBps, remainderWords: remainderBps > 0 ? "Staff shares below 10 %." : null };
}

test("shares and explained remainder make the whole, or the missing part is named", () => {
  const [a, b] = [party(1, "natural"), party(2, "natural")];
  assert.deepEqual(ownershipFaults(owners([a, b], [holds(a, null, 6_000), holds(b, null, 3_500)], 500)), []);
  const [short] = ownershipFaults(owners([a], [holds(a, null, 6_000)]));
  assert.deepEqual(short, { path: "remainder", code: "partners-shares-short", facts: { sum: "60", rest: "40" } });
  const [over] = ownershipFaults(owners([a, b], [holds(a, null, 6_000), holds(b, null, 4_100)]));
  assert.equal(over?.code, "partners-shares-over");
  assert.deepEqual(over?.facts, { sum: "101", rest: "1" });
});

test("a body in the chain names its own holders or says why the chain ends", () => {
  const [a, b] = [party(1), party(2, "natural")];
  const open = ownershipFaults(owners([a, b], [holds(a, null, 10_000), holds(b, a, 4_000)]));
  assert.deepEqual(open.map((f) => f.code), ["partners-chain-open"]);
  const explained = party(1, "legal", "Listed; no other holder from 10 %.");
  assert.deepEqual(ownershipFaults(owners([explained, b], [holds(a, null, 10_000), holds(b, a, 4_000)])), []);
  const over = ownershipFaults(owners([a, b], [holds(a, null, 10_000), holds(b, a, 10_000), holds(party(3), a, 1)]));
  assert.deepEqual(over.map((f) => f.code), ["partners-chain-over"]);
});

test("a loop and bearer shares are seen, and a graph of many paths is walked once", () => {
  const [a, b] = [party(1), party(2)];
  const loop = shapeOf(owners([a, b], [holds(a, null, 10_000), holds(b, a, 10_000), holds(a, b, 10_000)]));
  assert.equal(loop.hasCycle, true);
  const bearer = shapeOf(owners([a], [holds(a, null, 10_000, "bearer")]));
  assert.deepEqual([bearer.hasCycle, bearer.hasBearerShares, bearer.depth], [false, true, 1]);
  const layers = Array.from({ length: 20 }, (_, l) => [party(100 + 2 * l), party(101 + 2 * l)]);
  const edges = layers.flatMap((layer, l) => layer.flatMap((holder) =>
    (layers[l - 1] ?? [null]).map((held) => holds(holder, held, 5_000))));
  assert.equal(shapeOf(owners(layers.flat(), edges)).depth, 20);
});

test("the chain is told holder under held", () => {
  const [a, b, c] = [party(1), party(2), party(3, "natural")];
  const rows = chainOf(owners([a, b, c], [holds(a, null, 5_000), holds(b, null, 5_000), holds(c, a, 10_000)]));
  assert.deepEqual(rows.map((r) => [r.party.name, r.level]), [["Party 1", 0], ["Party 3", 1], ["Party 2", 0]]);
});

test("a share in facts has the machine's form", () => {
  assert.deepEqual([percent(10_000), percent(1_250), percent(5), percent(0)], ["100", "12.5", "0.05", "0"]);
});

test("a name outside the Latin script needs its Latin form, one inside does not", () => {
  const faults = (typed: Record<string, string>): string[] => readPart("identity", typed, today).faults.map((f) => f.code);
  assert.deepEqual(faults({ legalName: "مؤسسة المثال" }), ["partners-latin-needed"]);
  assert.deepEqual(faults({ legalName: "مؤسسة المثال", latinName: "Muassasat al-Mithal" }), []);
  assert.deepEqual(faults({ legalName: "Fondation Exemplaire" }), []);
  assert.deepEqual(faults({ legalName: "Exemplaire", latinName: "المثال" }), ["partners-latin-needed"]);
});

test("local digits and separators are understood in dates, shares and amounts", () => {
  const activity = readPart(
    "activity",
    { activity: "a", sectors: ["mining"], sectorRevenue: "٩٫٥٪", relations: "n", purpose: "p" },
    today,
  );
  assert.deepEqual(activity.faults, []);
  assert.equal(activity.values["sectorRevenue"], 950);
  const income = readPart(
    "profile",
    { "income.amount": "1 234,56", "income.currency": "EUR", incomeYear: "٢٠٢٦" },
    today,
  ).values;
  assert.deepEqual([income["income"], income["incomeYear"]], [{ minor: 123_456n, currency: "EUR" }, 2026]);
});

test("a sensitive sector needs its share of revenue", () => {
  const faults = (typed: Record<string, string | string[]>): string[] =>
    readPart("activity", { activity: "a", relations: "n", purpose: "p", ...typed }, today).faults.map(
      (f) => `${f.path} ${f.code}`,
    );
  assert.deepEqual(faults({ sectors: ["gambling"] }), ["sectorRevenue text-empty"]);
  assert.deepEqual(faults({ sectors: [] }), []);
  assert.deepEqual(faults({ sectors: ["gardening"], sectorRevenue: "1" }), ["sectors not-chosen"]);
});

test("forms without legal personality are told so, foundations are not", () => {
  const faults = (legalForm: string): boolean =>
    readPart("registration", { legalForm }, today).faults.some((f) => f.code === "partners-form-not-eligible");
  assert.deepEqual([faults("trust"), faults("sole-trader"), faults("foundation")], [true, true, false]);
});

test("what the partner is in law is read from its file: R1.2 and R6.1", () => {
  assert.deepEqual(legalStanding({ kind: "non-profit", legalForm: "foundation" }), { isState: false, isFormEligible: true });
  assert.deepEqual(legalStanding({ kind: "for-profit", legalForm: "trust" }), { isState: false, isFormEligible: false });
  assert.deepEqual(legalStanding({ kind: "for-profit", legalForm: null }), { isState: false, isFormEligible: false });
  // No such kind is ever stored; a row that held one would be a state's, not a partner's.
  const kind = "public-authority" as "academic";
  assert.deepEqual(legalStanding({ kind, legalForm: "university" }), { isState: true, isFormEligible: true });
});

test("a website is http or https and carries no user name", () => {
  assert.equal(readWebsite("exemplaire.example.org"), "https://exemplaire.example.org");
  assert.equal(readWebsite("javascript:alert(1)"), null);
  assert.equal(readWebsite("https://user@example.org"), null);
  assert.equal(readWebsite("not an address"), null);
});

test("every part reads emptiness without failing and cleans without inventing boxes", () => {
  for (const part of partNames) {
    const read = readPart(part, {}, today);
    assert.ok(part === "owners" || read.faults.length > 0, part);
    assert.deepEqual(cleanTyped(fieldsOf[part], { unknown: "x" }), { ok: true, value: {} });
  }
});
