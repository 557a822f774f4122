// Goal: every page answers each role as the table says: open, or exactly as if it were not there. Method: the whole
// house, every GET page, every role, over real sessions; no browser.
import assert from "node:assert/strict";
import { test } from "node:test";
import { doors } from "../../src/faces/doors.ts";
import { facePages } from "../../src/faces/web/face-pages.ts";
import type { Role } from "../../src/kernel/roles.ts";
import { aHouse } from "../_build/house.ts";
import { addressOf, idsOf } from "../_build/addresses.ts";

const roles: readonly Role[] = [
  "partner-contact", "partnership-officer", "diligence-analyst", "compliance-officer", "legal-officer", "finance-officer",
  "secretary-general", "register-editor", "internal-auditor", "system-administrator", "national-bureau",
];
const pages = [...doors.flatMap((door) => door.pages), ...facePages].filter((page) => page.method === "GET");

test("a page opens for the roles of the table and is absent for all others", async (t) => {
  const house = await aHouse(t);
  const ids = await idsOf(house);
  const offenders: string[] = [];
  let opened = 0;
  for (const role of [...roles, null]) {
    const cookie = role ? await house.cookieOf(role) : null;
    for (const page of pages) {
      const url = addressOf(page, ids);
      if (url === null) continue;
      const answer = await house.served.app.inject({ url, ...(cookie ? { cookies: { [cookie.name]: cookie.value } } : {}) });
      const isOpen = page.who === "anyone" || (cookie !== null && (page.who === "signed-in" || page.who.includes(role as Role)));
      if (!isOpen) {
        const absent = cookie ? answer.statusCode === 404 : answer.statusCode === 303 || answer.statusCode === 404;
        if (!absent) offenders.push(`${role ?? "nobody"} ${url}: ${answer.statusCode}`);
      } else if (answer.statusCode >= 500) offenders.push(`${role ?? "nobody"} ${url}: ${answer.statusCode}`);
      else if (answer.statusCode === 200) opened += 1;
    }
  }
  assert.deepEqual(offenders, []);
  assert.ok(opened > 200, `only ${opened} pages opened: the walk did not walk`);
});

test("somebody else's file is absent: the same bytes as a file that never was", async (t) => {
  const house = await aHouse(t);
  const ids = await idsOf(house);
  const cookie = await house.cookieOf("partner-contact");
  const ask = (url: string) => house.served.app.inject({ url, cookies: { [cookie.name]: cookie.value } });
  const never = (id: string) => `${id.slice(0, 4)}${"0".repeat(26)}`;
  // Tokens and keys of a form differ from page to page; everything else must not.
  const plain = (html: string, id: string) => html.replaceAll(id, "ID").replace(/value="[^"]{20,}"/g, "");
  const draft = ids["draft"] ?? "";
  for (const path of ["/apply/ID", "/apply/ID/check", "/agreements/ID"]) {
    const theirs = await ask(path.replace("ID", draft));
    const none = await ask(path.replace("ID", never(draft)));
    assert.equal(theirs.statusCode, 404, path);
    assert.equal(plain(theirs.body, draft), plain(none.body, never(draft)), path);
  }
});

test("a bureau's own page tells what its country was given, and nothing that another country was", async (t) => {
  const house = await aHouse(t);
  const { country } = house.stage.actor("bureau-fr");
  const cookie = await house.cookieOf("national-bureau");
  const page = await house.served.app.inject({
    url: "/bureau", cookies: { [cookie.name]: cookie.value, "entente-lang": "en" },
  });
  assert.equal(page.statusCode, 200);
  assert.match(page.body, /France/, `the bureau of ${country} signs in first`);
  assert.match(page.body, /A course for examiners of overseas departments\./);
  assert.match(page.body, /Paid in all: [^<]*45\s?000\.00/);
  assert.doesNotMatch(page.body, /Cairo|trainers of the second course/);
  assert.match(page.body, /Nothing is on loan/);
});
