// Goal: whoever reads or takes away sealed content leaves exactly one record for each question that opened it, and whoever
// is refused leaves none. Method: the whole house over real sessions; every GET page, every page as CSV, every question
// of the API; what stands in log.reads afterwards is compared with the declarations and with checks/sealed-pages.json,
// which people review. `UPDATE_SEALED=1` writes it anew for review.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { test, type TestContext } from "node:test";
import { sql } from "kysely";
import { allQuestions, doors } from "../../src/faces/doors.ts";
import { facePages } from "../../src/faces/web/face-pages.ts";
import type { Role } from "../../src/kernel/roles.ts";
import { pathOf } from "../../src/faces/api/openapi.ts";
import { verifyReads } from "../../src/modules/log/index.ts";
import { withClient } from "../../src/ports/database/admin.ts";
import { addressOf, idsOf } from "../_build/addresses.ts";
import { aHouse, type House } from "../_build/house.ts";

interface Read {
  readonly what: string;
  readonly purpose: string;
  readonly account_id: string;
  readonly person_id: string;
  readonly subject: string | null;
  readonly file: string | null;
}

class Watched {
  private readonly cookies = new Map<Role, { name: string; value: string } | null>();
  private seen = 0;

  private constructor(readonly house: House, readonly ids: Readonly<Record<string, string>>) {}

  static async in(t: TestContext): Promise<Watched> {
    const house = await aHouse(t);
    const watched = new Watched(house, await idsOf(house));
    await watched.since();
    return watched;
  }

  /** The records that were left since the last call. */
  async since(): Promise<readonly Read[]> {
    const { rows } = await this.house.world.database.read((tx) => sql<Read>`
      select what, purpose, account_id, person_id, subject, file from log.reads order by batch, place offset ${this.seen}`.execute(tx));
    this.seen += rows.length;
    return rows;
  }

  /** Null: nobody of the story holds this role. */
  async cookie(role: Role): Promise<{ name: string; value: string } | null> {
    const known = this.cookies.get(role);
    if (known !== undefined) return known;
    const found = await this.house.cookieOf(role).catch(() => null);
    this.cookies.set(role, found);
    return found;
  }

  async open(url: string, role: Role) {
    const cookie = await this.cookie(role);
    assert.ok(cookie, role);
    return this.house.served.app.inject({ url, cookies: { [cookie.name]: cookie.value } });
  }

  async heldRoles(roles: readonly Role[]): Promise<Role[]> {
    const held: Role[] = [];
    for (const role of roles) if (await this.cookie(role)) held.push(role);
    return held;
  }
}

type Ids = Readonly<Record<string, string>>;

const readersMax = 3; // of each page and question: roles are walked by routes-and-roles.test.ts
const reviewedPath = "checks/sealed-pages.json";
const pages = [...doors.flatMap((door) => door.pages), ...facePages].filter((page) => page.method === "GET");

test("every page, and every page as a file of rows, leaves the records that were reviewed, and no other", async (t) => {
  const watched = await Watched.in(t);
  const { objection, ballot, hitState, ...ids } = await withMore(watched.house, watched.ids);
  const more: Readonly<Record<string, string>> = {
    "/hits": `/hits?state=${hitState}`, "/ballots/:ballot": `/ballots/${ballot}`, "/objections/:id": `/objections/${objection}`,
  };
  const outsiders = await watched.heldRoles(["system-administrator", "finance-officer", "national-bureau"]);
  const found: Record<string, string> = {};
  let opened = 0;
  for (const page of pages) {
    const url = more[page.path] ?? addressOf(page, ids);
    if (url === null || typeof page.who === "string") continue;
    for (const role of outsiders.filter((one) => !page.who.includes(one))) await watched.open(url, role);
    assert.deepEqual(await watched.since(), [], `${url}: absent, and yet recorded`);
    for (const suffix of ["", url.includes("?") ? "&as=csv" : "?as=csv"]) {
      let shownTo = 0;
      for (const role of await watched.heldRoles(page.who)) {
        if (shownTo === readersMax) break;
        const answer = await watched.open(`${url}${suffix}`, role);
        const reads = await watched.since();
        const isFile = String(answer.headers["content-type"]).startsWith("text/csv");
        if (answer.statusCode === 200) shownTo += 1;
        if (answer.statusCode !== 200 || (suffix !== "" && !isFile)) continue;
        opened += 1;
        const said = reads.map((read) => `${read.what} ${read.purpose}`).join(", ");
        const key = `${page.path}${suffix.replace("&", "?")}`;
        if (said !== "" && found[key] === undefined) found[key] = said;
        // Some roles are shown less of the same page; nobody is shown more than the first without a record.
        if (said !== "") assert.equal(said, found[key], `${role} ${url}${suffix}`);
        const account = watched.house.accountOf(role);
        for (const read of reads) assert.equal(read.account_id, account, `${role} ${url}`);
        if (reads.length > 0) break;
      }
    }
  }
  assert.ok(opened > 100, `only ${opened} pages opened: the walk did not walk`);
  if (process.env["UPDATE_SEALED"]) writeFileSync(reviewedPath, `${JSON.stringify(found, null, 1)}\n`);
  assert.deepEqual(found, JSON.parse(readFileSync(reviewedPath, "utf8")));
  assert.deepEqual((await verifyReads(watched.house.world)).faults, []);
});

/** What the story leaves none of: evidence with a document. Entered as the owner would. */
async function withMore(house: House, ids: Ids): Promise<Ids> {
  const { blobs, adminUrl } = house.world;
  const kept = await blobs.put(Buffer.from("%PDF-1.7 fictitious"));
  const id = (prefix: string) => `${prefix}_${"7".repeat(26)}`;
  const hitState = await withClient(adminUrl, async (client) => {
    await client.query(`insert into diligence.evidence (id, case_id, root, version, grade, source, note, captured_on, captured_by,
      captured_person, added_at, sha256, file_name, media_type, size, address, sealed_key)
      select $1, case_id, root, version + 1000, grade, source, note, captured_on, captured_by, captured_person, added_at, $2,
        'extract.pdf', 'application/pdf', $3, $4, $5 from diligence.evidence where id = $6`,
    [id("evd"), kept.sha256, kept.size, kept.address, kept.sealedKey, ids["evidence"]]);
    return (await client.query<{ state: string }>("select state from screening.hits where id = $1", [ids["hit"]])).rows[0]?.state ?? "";
  });
  return { ...ids, kept: id("evd"), hitState };
}

/** What each question that opens sealed content is asked with: one thing of the story. Lists ask for nothing. */
function asksOf(ids: Ids): Readonly<Record<string, Readonly<Record<string, string | undefined>>>> {
  return {
    "access.objection": { objection: ids["objection"] },
    "agreements.document": { agreement: ids["agreement"] },
    "committees.ballot": { ballot: ids["ballot"] },
    "contributions.contribution": { contribution: ids["contribution"] },
    "contributions.decision": { contribution: ids["contribution"] },
    "diligence.approval": { partner: ids["partner"] },
    "diligence.case": { caseId: ids["case"] },
    "diligence.evidence-document": { evidence: ids["kept"] },
    "ledger.entry": { entry: ids["entry"] },
    "partners.document": { document: ids["document"] },
    "partners.file": { partner: ids["partner"] },
    "partners.review": { application: ids["active"] },
    "register.draft": { registerId: ids["register"] },
    "screening.hit": { hit: ids["hit"] },
    "screening.hits": { state: ids["hitState"] },
  };
}

function urlOf(name: string, ask: Readonly<Record<string, string | undefined>> = {}): string {
  return `${pathOf(name)}?${new URLSearchParams(ask as Record<string, string>)}`;
}

test("the API: one record for each sealed question, with who, what and for what; none for the refused, none for the unsealed",
  async (t) => {
    const watched = await Watched.in(t);
    const asks = asksOf(await withMore(watched.house, watched.ids));
    const everybody = await watched.heldRoles([...new Set(allQuestions.flatMap((question) => question.who))]);
    for (const question of allQuestions) {
      const { name } = question;
      const ask = asks[name];
      const held = everybody.filter((role) => question.who.includes(role));
      if (!question.sealed) {
        for (const role of held.slice(0, 1)) await watched.open(urlOf(name, ask), role);
        assert.deepEqual(await watched.since(), [], name);
        continue;
      }
      const isOne = /^[a-z]{3}_/.test(Object.values(ask ?? {})[0] ?? "");
      let shown: Role | null = null;
      for (const role of held.slice(0, 2 * readersMax)) {
        const { statusCode } = await watched.open(urlOf(name, ask), role);
        const reads = await watched.since();
        if (statusCode !== 200) assert.deepEqual(reads, [], `${name} ${role}: ${statusCode}, and yet recorded`);
        if (statusCode !== 200) continue;
        shown = role;
        assert.equal(reads.length, 1, `${name} ${role}: ${reads.length} records`);
        const [read] = reads;
        assert.ok(read);
        const { account_id, person_id, ...rest } = read;
        assert.equal(account_id, watched.house.accountOf(role));
        assert.match(person_id, /^per_/);
        assert.deepEqual([rest.what, rest.purpose], [name, "api"]);
        if (isOne) assert.ok(rest.file !== null || name === "ledger.entry", `${name}: of which file?`);
      }
      assert.ok(shown, `${name} was shown to nobody: the walk proves nothing of it`);
      for (const role of everybody.filter((one) => !question.who.includes(one))) {
        assert.equal((await watched.open(urlOf(name, ask), role)).statusCode, 403, `${name} ${role}`);
      }
      const absent = Object.fromEntries(Object.entries(ask ?? {}).map(([key, id]) => [key, `${id?.slice(0, 4)}${"0".repeat(26)}`]));
      if (isOne) assert.equal((await watched.open(urlOf(name, absent), shown)).statusCode, 404, name);
      assert.deepEqual(await watched.since(), [], `${name}: refused or absent, and yet recorded`);
    }
  });
