import assert from "node:assert/strict";
import { test } from "node:test";
import type { Role } from "../../../kernel/roles.ts";
import { neededDuties, staffing, type PersonWithRoles } from "./staffing.ts";

function person(n: number, ...roles: Role[]): PersonWithRoles {
  return { personId: `per_${n}`, name: `Person ${n}`, roles };
}

const full: readonly PersonWithRoles[] = [
  person(1, "partnership-officer"), person(2, "diligence-analyst"), person(3, "diligence-reviewer"),
  person(4, "compliance-officer"), person(5, "ethics-member"), person(6, "legal-officer"), person(7, "finance-officer"),
  person(8, "finance-officer"), person(9, "finance-controller"), person(10, "secretary-general"),
  person(11, "register-editor"),
];

function missing(people: readonly PersonWithRoles[]): string[] {
  return staffing(people, []).filter((one) => one.missing).map((one) => one.duty);
}

test("finds nothing missing where each duty has its person", () => {
  assert.deepEqual(missing(full), []);
});

test("names every duty of an empty organisation", () => {
  assert.deepEqual(missing([]), neededDuties.map((one) => one.duty));
});

test("one finance officer cannot both value and post: one of the two is named", () => {
  const found = missing(full.filter((one) => one.personId !== "per_8"));
  assert.equal(found.length, 1);
  assert.ok(["value", "post"].includes(found[0] ?? ""), String(found));
});

test("one human with three roles does not fill three separated duties", () => {
  const lone = person(2, "diligence-analyst", "diligence-reviewer", "compliance-officer");
  const found = missing([...full.filter((one) => !["per_2", "per_3", "per_4"].includes(one.personId)), lone]);
  // That human clears a hit once and assesses once; the other clearing may be on another hit, so it stays possible.
  assert.equal(found.length, 3, String(found));
});

test("a duty with many holders does not slow the search down", () => {
  const crowd = Array.from({ length: 200 }, (_, n) => person(100 + n, ...full.flatMap((one) => one.roles)));
  assert.deepEqual(missing(crowd), []);
});

test("a file is stopped where the only holder did an excluding duty, and not where the duty is done", () => {
  const two = [person(1, "diligence-analyst", "diligence-reviewer")];
  const files = [
    { file: "prt_a", taken: [{ duty: "analyse", subject: "", personId: "per_1" }] },
    { file: "prt_b", taken: [
      { duty: "analyse", subject: "", personId: "per_1" }, { duty: "review", subject: "", personId: "per_9" },
    ] },
  ] as const;
  assert.deepEqual(staffing(two, files).find((one) => one.duty === "review")?.stopped, ["prt_a"]);
});
