import assert from "node:assert/strict";
import { test } from "node:test";
import type { Role } from "../../../kernel/roles.ts";
import { neededDuties, staffing, type FileHistory, type PersonWithRoles, type Quorum, type Staffing } from "./staffing.ts";

function person(n: number, ...roles: Role[]): PersonWithRoles {
  return { personId: `per_${n}`, name: `Person ${n}`, roles };
}

const full: readonly PersonWithRoles[] = [
  person(1, "partnership-officer"), person(2, "diligence-analyst"), person(3, "diligence-reviewer"),
  person(4, "compliance-officer"), person(5, "ethics-chair"), person(6, "legal-officer"), person(7, "finance-officer"),
  person(8, "finance-officer"), person(9, "finance-controller"), person(10, "secretary-general"),
  person(11, "register-editor"), ...[12, 13, 14].map((n) => person(n, "ethics-member")),
  ...[15, 16, 17].map((n) => person(n, "executive-member")),
];

const quorums: Readonly<Record<Quorum, number>> = { "erc.quorum": 4, "executiveCommittee.quorum": 3 };

function rows(people: readonly PersonWithRoles[], files: readonly FileHistory[] = [], asked = quorums): Staffing[] {
  return staffing(people, files, (quorum) => asked[quorum]);
}

function missing(people: readonly PersonWithRoles[], asked = quorums): string[] {
  return rows(people, [], asked).filter((one) => one.missing).map((one) => one.key);
}

function without(...numbers: readonly number[]): readonly PersonWithRoles[] {
  return full.filter((one) => !numbers.some((n) => one.personId === `per_${n}`));
}

test("finds nothing missing where each duty has its person", () => {
  assert.deepEqual(missing(full), []);
});

test("names every duty of an empty organisation", () => {
  assert.deepEqual(missing([]), neededDuties.map((one) => one.key));
});

test("a committee needs its quorum: one member too few and the duty is named, by whatever the parameters ask", () => {
  assert.deepEqual(missing(without(14)), ["ethics"]);
  assert.deepEqual(missing(without(17)), ["decide-committee"]);
  assert.deepEqual(missing(without(14, 17), { "erc.quorum": 3, "executiveCommittee.quorum": 2 }), []);
  assert.deepEqual(missing(full, { "erc.quorum": 5, "executiveCommittee.quorum": 3 }), ["ethics"]);
  assert.equal(rows(without(14)).find((one) => one.key === "ethics")?.needed, 4);
});

test("a member who is also the only reviewer does not count twice on one file", () => {
  const doubled = [...without(3, 14), person(14, "ethics-member", "diligence-reviewer")];
  const found = missing(doubled);
  assert.equal(found.length, 1);
  assert.ok(["ethics", "review"].includes(found[0] ?? ""), String(found));
});

test("ten people with every role are too few for both committees and the assessors; the answer comes all the same", () => {
  const roles = full.flatMap((one) => one.roles);
  const ten = Array.from({ length: 10 }, (_, n) => person(50 + n, ...roles));
  assert.equal(missing(ten).length, 1);
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
  assert.deepEqual(rows(two, files).find((one) => one.key === "review")?.stopped, ["prt_a"]);
});

test("a committee stops a file that it began and cannot finish, and none that never came before it", () => {
  const committee = [15, 16, 17].map((n) => person(n, "executive-member"));
  const voted = { duty: "decide", subject: "ctr_x", personId: "per_15" } as const;
  const files: readonly FileHistory[] = [
    { file: "prt_a", taken: [voted, { duty: "legal-check", subject: "", personId: "per_17" }] },
    { file: "prt_b", taken: [voted] },
    { file: "prt_c", taken: [{ duty: "legal-check", subject: "", personId: "per_17" }] },
  ];
  assert.deepEqual(rows(committee, files).find((one) => one.key === "decide-committee")?.stopped, ["prt_a"]);
});
