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

interface Box {
  readonly left: number;
  readonly right: number;
  readonly middle: number;
  readonly text: string;
}

/** Every word of a PDF with its place on its page, in points from the left. */
function boxes(pdf: Uint8Array, folder: string): Box[][] {
  const path = join(folder, "boxes.pdf");
  writeFileSync(path, pdf);
  const html = execFileSync("pdftotext", ["-bbox", path, "-"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  const word = /<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)</g;
  return html.split("<page ").map((page) => [...page.matchAll(word)].map(([, left, top, right, bottom, text]) => ({
    left: Number(left), right: Number(right), middle: (Number(top) + Number(bottom)) / 2, text: text ?? "",
  })));
}

const isArabic = (box: Box): boolean => /[\u0621-\u064a]/.test(box.text);

test("the Arabic is set from the right: its lines begin at the right margin and none at the left", (t) => {
  if (!existsSync("/usr/bin/pdftotext")) return t.skip("pdftotext (Debian poppler-utils) is not installed");
  const folder = mkdtempSync(join(tmpdir(), "entente-pdf-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const lines: Box[][] = [];
  for (const page of boxes(pdfOf(), folder)) {
    const byHeight = new Map<number, Box[]>();
    for (const box of page) byHeight.set(Math.round(box.middle / 6), [...(byHeight.get(Math.round(box.middle / 6)) ?? []), box]);
    lines.push(...[...byHeight.values()].filter((line) => line.length > 3 && line.filter(isArabic).length >= line.length * 0.8));
  }
  const [left, right] = [68, 527]; // margins of the page, points
  const atRight = lines.filter((line) => Math.max(...line.map((box) => box.right)) > right - 2).length;
  assert.ok(lines.length > 30, `${lines.length} lines of Arabic`);
  assert.ok(atRight > lines.length * 0.6, `${atRight} of ${lines.length} begin at the right margin`);
  assert.equal(lines.filter((line) => Math.min(...line.map((box) => box.left)) < left + 2).length, 0);
});

test("Arabic letters are joined: a word is far narrower than the same letters kept apart", (t) => {
  if (!existsSync("/usr/bin/pdftotext")) return t.skip("pdftotext (Debian poppler-utils) is not installed");
  const folder = mkdtempSync(join(tmpdir(), "entente-pdf-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const letters = "\u0628".repeat(8); // ba, which joins on both sides
  const width = (partnerName: string): number => {
    const pages = boxes(pdfOf({ partnerName }), folder);
    const page = pages.find((of) => of.filter((box) => box.text.includes("\u0628")).length > 6) ?? [];
    const found = page.filter((box) => box.text.replace(/\u200c/g, "").replaceAll("\u0628", "") === "" && box.text !== "");
    const line = found.filter((box) => Math.abs(box.middle - (found[0]?.middle ?? 0)) < 3);
    return Math.max(...line.map((box) => box.right)) - Math.min(...line.map((box) => box.left));
  };
  const [joined, apart] = [width(letters), width([...letters].join("\u200c"))];
  assert.ok(joined > 10 && apart > joined * 1.5, `${joined} points joined, ${apart} kept apart`);
});
