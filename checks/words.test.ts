// Goal: the glossary governs the names, and no text uses a word the glossary forbids.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { test } from "node:test";
import { parse } from "yaml";
import { sources } from "./sources.ts";

interface Term {
  readonly code: string;
  readonly en: string;
  readonly fr: string;
  readonly es: string;
  readonly ar: string;
  readonly meaning: string;
  readonly evidence: "V" | "M";
  readonly avoid?: Readonly<Record<string, readonly string[]>>;
}

const terms = parse(readFileSync("spec/words/terms.yaml", "utf8")) as readonly Term[];
const catalogues = sources(["src"], [".json"]).filter((s) => /\/messages\/(en|fr|es|ar)\.json$/.test(s.path));

test("every term has its four languages, a meaning and one code", () => {
  const seen = new Set<string>();
  for (const term of terms) {
    assert.match(term.code, /^[A-Z][A-Za-z]+$/);
    assert.ok(!seen.has(term.code), `${term.code} stands twice`);
    seen.add(term.code);
    for (const text of [term.en, term.fr, term.es, term.ar, term.meaning]) assert.ok(text.length > 0, term.code);
    assert.match(term.ar, /[\u0600-\u06ff]/, term.code);
  }
});

test("GLOSSARY.md is what the terms say", async () => {
  const { glossaryText } = await import(pathToFileURL("scripts/glossary.mjs").href) as { glossaryText(): string };
  assert.equal(readFileSync("GLOSSARY.md", "utf8"), glossaryText());
});

test("no catalogue uses a word the glossary forbids in its language", () => {
  const offenders: string[] = [];
  for (const catalogue of catalogues) {
    const lang = /([a-z]{2})\.json$/.exec(catalogue.path)?.[1] ?? "";
    const texts = JSON.parse(catalogue.text) as Record<string, string>;
    for (const term of terms) {
      for (const word of term.avoid?.[lang] ?? []) {
        const wanted = new RegExp(`(?<![\\p{L}-])${word}(?![\\p{L}-])`, "iu");
        for (const [key, text] of Object.entries(texts)) {
          if (wanted.test(text)) offenders.push(`${catalogue.path} ${key}: ${word} (say ${term[lang as "en"]})`);
        }
      }
    }
  }
  assert.deepEqual(offenders, []);
});

test("every event is a noun and a past participle", () => {
  const offenders: string[] = [];
  const past = /(ed|en|made|sent|put|met|lost|read|in-force|held|done|set|begun|written|kept|drawn|given|taken|cast|paid)$/;
  for (const source of sources(["src/modules"], [".ts"])) {
    for (const m of source.text.matchAll(/\btype: "([a-z-]+\.[a-z-]+)"/g)) {
      const type = m[1] ?? "";
      if (!past.test(type)) offenders.push(`${source.path}: ${type}`);
    }
  }
  assert.deepEqual(offenders, []);
});
