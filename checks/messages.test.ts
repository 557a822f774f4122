// Goal: four languages or red. Method: the build's own comparison, then what only a reader would notice.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { test } from "node:test";
import { sources } from "./sources.ts";

const { mergeCatalogues } = await import(pathToFileURL("scripts/catalogues.mjs").href) as {
  mergeCatalogues(root: string): Record<string, Record<string, string>>;
};

test("every key exists once in four languages with the same arguments", () => {
  assert.doesNotThrow(() => mergeCatalogues(process.cwd()));
});

test("texts are in the script of their language", () => {
  const merged = mergeCatalogues(process.cwd());
  const offenders: string[] = [];
  const untranslated = /^(TLP:|[A-Z0-9 .,:%()/–-]+$|\{\w+\}$)/;
  for (const [key, text] of Object.entries(merged["ar"] ?? {})) {
    if (!/[\u0600-\u06ff]/.test(text) && !untranslated.test(text) && text.replace(/\{[^}]*\}/g, "").trim().length > 3) {
      offenders.push(`ar ${key}: ${text}`);
    }
  }
  for (const lang of ["en", "fr", "es"]) {
    for (const [key, text] of Object.entries(merged[lang] ?? {})) {
      if (/[\u0600-\u06ff]/.test(text) && !/lang|language|example|hint/.test(key)) offenders.push(`${lang} ${key}: ${text}`);
    }
  }
  assert.deepEqual(offenders.filter((o) => !/ui\.lang/.test(o)), []);
});

test("no text carries an arrow that points a way: in Arabic it would point wrong", () => {
  const merged = mergeCatalogues(process.cwd());
  const offenders = Object.entries(merged).flatMap(([lang, texts]) =>
    Object.entries(texts).filter(([, text]) => /[←→»›⇒⇐]\s*$|^[←«‹]\s(?!.*»)/.test(text)).map(([key]) => `${lang} ${key}`));
  assert.deepEqual(offenders, []);
});

test("every message a source asks for by a whole key exists", () => {
  const keys = new Set(Object.keys(mergeCatalogues(process.cwd())["en"] ?? {}));
  const missing: string[] = [];
  for (const source of sources(["src"], [".ts", ".tsx"]).filter((s) => !/\.test\./.test(s.path))) {
    for (const m of source.text.matchAll(/\bsay\("([a-z0-9-]+\.[a-z0-9.-]+)"/g)) {
      if (!keys.has(m[1] ?? "")) missing.push(`${source.path}: ${m[1]}`);
    }
    for (const m of source.text.matchAll(/\b(?:refused|movedOn)\("([a-z-]+)\/([a-z0-9-]+)"/g)) {
      if (!keys.has(`refusal.${m[1]}.${m[2]}`)) missing.push(`${source.path}: refusal.${m[1]}.${m[2]}`);
    }
  }
  assert.ok(existsSync("src"));
  assert.deepEqual(missing, []);
});
