// Merges the catalogues of all modules into one per language, and refuses what a reader would notice:
// a key missing in one language, a key defined twice, other arguments than the English text has.
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { parse } from "@formatjs/icu-messageformat-parser";
import { filesBelow } from "./files.mjs";

export const langs = ["en", "fr", "es", "ar"];

/** @returns {Record<string, Record<string, string>>} language → key → text; throws with every fault found. */
export function mergeCatalogues(root, { lenient = false } = {}) {
  const faults = [];
  const merged = Object.fromEntries(langs.map((lang) => [lang, {}]));
  for (const path of catalogueFiles(root)) {
    const lang = basename(path, ".json");
    if (!langs.includes(lang)) continue;
    let texts;
    try {
      texts = JSON.parse(readFileSync(path, "utf8"));
    } catch (error) {
      faults.push(`${path}: ${error.message}`);
      continue;
    }
    for (const [key, text] of Object.entries(texts)) {
      if (key in merged[lang]) faults.push(`${path}: key ${key} is defined twice`);
      merged[lang][key] = text;
    }
  }
  faults.push(...compare(merged));
  if (faults.length > 0 && !lenient) throw new Error(`catalogues:\n  ${faults.slice(0, 60).join("\n  ")}`);
  if (faults.length > 0) console.error(`catalogues: ${faults.length} faults, e.g. ${faults[0]}`);
  return merged;
}

function compare(merged) {
  const faults = [];
  for (const lang of langs) {
    for (const key of Object.keys(merged.en)) if (!(key in merged[lang])) faults.push(`${lang}: ${key} is missing`);
    for (const [key, text] of Object.entries(merged[lang])) {
      if (!(key in merged.en)) faults.push(`en: ${key} is missing, ${lang} has it`);
      const names = argumentsOf(text);
      if (names === null) faults.push(`${lang}: ${key} is not readable as ICU text`);
      else if (key in merged.en && String(names) !== String(argumentsOf(merged.en[key])))
        faults.push(`${lang}: ${key} has arguments ${names}, en has ${argumentsOf(merged.en[key])}`);
    }
  }
  return faults;
}

/** The sorted argument names of an ICU text, or null when it cannot be read. */
export function argumentsOf(text) {
  const names = new Set();
  const walk = (parts) => {
    for (const part of parts) {
      if (part.type !== 0 && part.type !== 7 && part.value !== undefined) names.add(part.value);
      if (part.options) for (const option of Object.values(part.options)) walk(option.value);
      if (part.children) walk(part.children);
    }
  };
  try {
    walk(parse(text));
  } catch {
    return null;
  }
  return [...names].sort();
}

function catalogueFiles(root) {
  return filesBelow(join(root, "src"), (p) => /\/messages\/[a-z]{2}\.json$/.test(p));
}
