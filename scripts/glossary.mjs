// Writes GLOSSARY.md from spec/words/terms.yaml. `--check` only compares: the glossary is generated, never edited.
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

export function glossaryText() {
  const terms = parse(readFileSync(join(root, "spec/words/terms.yaml"), "utf8"));
  const rows = [...terms].sort((a, b) => a.en.localeCompare(b.en, "en"))
    .map((t) => `| ${t.en} | ${t.fr} | ${t.es} | <span dir="rtl">${t.ar}</span> | ${t.meaning} | ${t.evidence} |`);
  return `# Glossary

The words of the product in four languages, generated from \`spec/words/terms.yaml\` by \`node scripts/glossary.mjs\`.
V: seen in official use. M: to be confirmed by a legal translator before an organisation relies on it.

| English | français | español | العربية | meaning | |
| --- | --- | --- | --- | --- | --- |
${rows.join("\n")}
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(join(root, "GLOSSARY.md"), glossaryText());
