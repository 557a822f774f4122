// Goal: nobody opens a way in without anybody noticing. Method: every page, deed and question with the roles that may
// use it stands in routes.json, reviewed by people; what differs fails. `UPDATE_ROUTES=1` writes it anew for review.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import { allDeeds, allQuestions, doors } from "../src/faces/doors.ts";
import { facePages } from "../src/faces/web/face-pages.ts";

type Who = readonly string[] | string;

function listed(who: Who): string {
  return typeof who === "string" ? who : [...new Set(who)].sort().join(" ");
}

function table(): Record<string, Record<string, string>> {
  const pages = [...doors.flatMap((door) => door.pages), ...facePages];
  const rows = (entries: readonly (readonly [string, Who])[]) =>
    Object.fromEntries(entries.map(([key, who]) => [key, listed(who)] as const).sort(([a], [b]) => (a < b ? -1 : 1)));
  return {
    pages: rows(pages.map((page) => [`${page.path} ${page.method}`, page.who])),
    deeds: rows(allDeeds.map((deed) => [`${deed.name}${deed.fresh ? " (fresh)" : ""}`, deed.who])),
    questions: rows(allQuestions.map((question) => [question.name, question.who])),
  };
}

test("every page, deed and question has the roles that were reviewed", () => {
  const now = table();
  if (process.env["UPDATE_ROUTES"]) writeFileSync("checks/routes.json", `${JSON.stringify(now, null, 1)}\n`);
  assert.deepEqual(now, JSON.parse(readFileSync("checks/routes.json", "utf8")));
});

test("no path and no name is taken twice", () => {
  const pages = [...doors.flatMap((door) => door.pages), ...facePages].map((page) => `${page.method} ${page.path}`);
  const names = [...allDeeds, ...allQuestions].map((definition) => definition.name);
  assert.equal(new Set(pages).size, pages.length);
  assert.equal(new Set(names).size, names.length);
});

test("auditors write nothing: no deed but those about themselves names them (S9, R36.2)", () => {
  const own = /^(access\.|interests\.declare-interests$)/;
  const offenders = allDeeds
    .filter((deed) => deed.who !== "system" && deed.who.some((role) => /-auditor$/.test(role)))
    .filter((deed) => !own.test(deed.name));
  assert.deepEqual(offenders.map((deed) => deed.name), []);
});

test("administrators and key custodians decide, assess and read no file (S8)", () => {
  const business = /^(partners|diligence|contributions|custody|agreements|committees|screening|register|ledger)\./;
  const technical = ["system-administrator", "key-custodian"];
  const offenders = [...allDeeds, ...allQuestions]
    .filter((d) => !/^screening\.lists?$/.test(d.name)) // how old a list is says nothing about a file
    .filter((d) => d.who !== "system" && d.who.some((role) => technical.includes(role)) && business.test(d.name));
  assert.deepEqual(offenders.map((d) => d.name), []);
});
