import { parse } from "yaml";
import { z } from "zod";
import { langs, type FourTexts, type Lang } from "../../kernel/lang.ts";
import { specFolder, type SpecFiles } from "../../ports/spec-folder.ts";
import type { World } from "../../ports/world.ts";

const four = z.strictObject({
  en: z.string().min(1),
  fr: z.string().min(1),
  es: z.string().min(1),
  ar: z.string().min(1),
});
const clauses = z
  .array(
    z.strictObject({
      id: z.string().regex(/^[a-z-]+$/),
      mandatory: z.boolean(),
      title: four,
      text: four,
    }),
  )
  .min(1);
const frame = z.strictObject({ words: z.record(z.string(), four), kinds: z.record(z.string(), four) });

export interface ClauseWords {
  readonly id: string;
  readonly mandatory: boolean;
  readonly title: FourTexts;
  readonly text: FourTexts;
}

export interface AgreementWords {
  readonly clauses: readonly ClauseWords[];
  readonly template: string; // Typst source
  word(key: string, lang: Lang): string;
  kind(code: string, lang: Lang): string;
}

/**
 * What article 34 demands of every agreement (R34.1). The list is here, not in the texts: a text folder from which a
 * clause was taken out cannot be cleared.
 */
export const mandatoryClauses = [
  "parties",
  "purpose",
  "value",
  "conditions",
  "no-advantage",
  "compatibility",
  "material-change",
  "audit",
  "data",
  "security",
  "intellectual-property",
  "liability",
  "insurance",
  "emblem",
  "publication",
  "suspension",
  "termination",
  "return",
  "immunities",
  "disputes",
  "end",
] as const;

/** True when every mandatory clause is there in all four languages. */
export function hasMandatoryClauses(words: AgreementWords): boolean {
  return mandatoryClauses.every((id) => {
    const clause = words.clauses.find((c) => c.id === id);
    return clause !== undefined && langs.every((lang) => clause.text[lang].trim() !== "");
  });
}

const read = new WeakMap<SpecFiles, AgreementWords>();

/** The texts of this installation, read once. Throws when the folder is faulty. */
export function agreementWords(world: Pick<World, "folders">): AgreementWords {
  const files = specFolder(world.folders.root, "agreements");
  const known = read.get(files);
  if (known) return known;
  const made = wordsFrom(files);
  read.set(files, made);
  return made;
}

export function wordsFrom(files: SpecFiles): AgreementWords {
  const framed = frame.parse(parse(files["frame.yaml"] ?? ""));
  const text = (table: Readonly<Record<string, FourTexts>>, key: string, lang: Lang): string => {
    const found = table[key];
    if (!found) throw new Error(`spec/agreements has no word ${key}`);
    return found[lang];
  };
  return {
    clauses: clauses.parse(parse(files["clauses.yaml"] ?? "")),
    template: files["agreement.typ"] ?? "",
    word: (key, lang) => text(framed.words, key, lang),
    kind: (code, lang) => text(framed.kinds, code, lang),
  };
}
