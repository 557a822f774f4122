import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { exampleOrganisation } from "../../../tests/_build/organisation.ts";
import { instant, type CivilDate } from "../../kernel/instants.ts";
import { projectRoot } from "../../ports/project-root.ts";
import { specFolder } from "../../ports/spec-folder.ts";
import { hasMandatoryClauses, wordsFrom } from "./clauses.ts";
import { agreementPdf, type Terms } from "./text.ts";

const root = projectRoot();
const files = specFolder(root, "agreements");
const words = wordsFrom(files);
const terms: Terms = {
  number: "agr_00000000000000000000000001",
  partnerName: "Fondation Exemplaire",
  registerNumber: "FR-EX 123",
  country: "FR",
  kind: "funding",
  purpose: "Training of digital examiners",
  programme: "Cyber 2027",
  value: { minor: 24_000_000n, currency: "EUR" },
  startsOn: "2027-04-01" as CivilDate,
  endsOn: "2029-03-31" as CivilDate,
  conditions: [],
  frozenAt: instant(1_800_000_000_000),
};
const pdfOf = (changes: Partial<Terms> = {}) =>
  agreementPdf(root, { terms: { ...terms, ...changes }, words, organisation: exampleOrganisation });
const sha = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

test("the same terms give the same bytes, and one changed cent gives others", () => {
  assert.equal(sha(pdfOf()), sha(pdfOf()));
  assert.notEqual(sha(pdfOf()), sha(pdfOf({ value: { minor: 24_000_001n, currency: "EUR" } })));
});

test("what a partner typed is never read as markup", () => {
  const hostile = '#panic("x") $ x $ *bold* #read("/etc/passwd") \\ ] [ "';
  assert.ok(pdfOf({ partnerName: hostile, purpose: hostile, conditions: [hostile] }).length > 10_000);
});

test("an agreement without one of the mandatory clauses is not whole", () => {
  assert.ok(hasMandatoryClauses(words));
  const cut = { ...words, clauses: words.clauses.filter((c) => c.id !== "no-advantage") };
  assert.equal(hasMandatoryClauses(cut), false);
});

test("all four languages stand in one tagged document, the Arabic shaped", (t) => {
  if (!existsSync("/usr/bin/pdftotext")) return t.skip("pdftotext (Debian poppler-utils) is not installed");
  const folder = mkdtempSync(join(tmpdir(), "entente-pdf-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, "agreement.pdf");
  writeFileSync(path, pdfOf());
  const text = execFileSync("pdftotext", ["-layout", path, "-"], { encoding: "utf8" });
  for (const wanted of [
    "Contribution agreement",
    "Accord de contribution",
    "Acuerdo de contribución",
    "Fondation Exemplaire",
  ]) {
    assert.ok(text.includes(wanted), wanted);
  }
  assert.ok(
    text.includes("240\u202f000.00") || text.includes("240 000.00"),
    "the amount stands in Latin digits",
  );
  assert.match(text, /[\u0600-\u06ff]/);
  assert.match(execFileSync("pdfinfo", [path], { encoding: "utf8" }), /Tagged:\s+yes/);
  assert.match(execFileSync("pdffonts", [path], { encoding: "utf8" }), /NotoSansArabic/);
});
