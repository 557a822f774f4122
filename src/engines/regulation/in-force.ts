import type { Lang } from "../../kernel/lang.ts";
import { assert } from "../../kernel/result.ts";
import { loadRegulation, withOverrides } from "./load.ts";
import type { Regulation, Rule } from "./types.ts";

type Files = Readonly<Record<string, string>>;

// Loading takes a tenth of a second: once per folder (the caller hands the same object) and once per set of settings.
const loaded = new WeakMap<Files, { readonly base: Regulation; readonly settled: Map<string, Regulation> }>();

/**
 * The regulation of a folder under the organisation's own parameters. Settings may hold keys of other modules; only
 * those that the regulation knows replace its numbers. Throws when the folder is faulty: no rule, no start.
 *
 * @param files the same object at every call, as ports/spec-folder gives it
 */
export function regulationInForce(files: Files, settings: Readonly<Record<string, number>>): Regulation {
  let known = loaded.get(files);
  if (!known) {
    const read = loadRegulation(files);
    assert(read.ok, `the regulation is whole: ${read.ok ? "" : read.error.map((f) => `${f.file}: ${f.why}`).join("; ")}`);
    known = { base: read.value, settled: new Map() };
    loaded.set(files, known);
  }
  const { base, settled } = known;
  const keys = Object.keys(settings).filter((key) => base.parameters.every((p) => key in p.values)).sort();
  const overrides = Object.fromEntries(keys.map((key) => [key, settings[key] ?? 0]));
  const name = JSON.stringify(overrides);
  const held = settled.get(name);
  if (held) return held;
  const replaced = withOverrides(base, overrides);
  assert(replaced.ok, "settings were checked when they were made");
  settled.set(name, replaced.value);
  return replaced.value;
}

/** The rule of that id; null for ids of other books, such as S3. */
export function ruleOf(regulation: Regulation, id: string): Rule | null {
  for (const article of regulation.articles) {
    const rule = article.rules.find((one) => one.id === id);
    if (rule) return rule;
  }
  return null;
}

/** The words of a clause for refusals and decision pages. */
export function clauseText(regulation: Regulation, id: string, lang: Lang): string | null {
  return ruleOf(regulation, id)?.text[lang] ?? null;
}
