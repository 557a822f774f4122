import { readFileSync } from "node:fs";
import { join } from "node:path";
import { NodeCompiler } from "@myriaddreamin/typst-ts-node-compiler";
import type { Instant } from "../kernel/instants.ts";

/** Sets documents as PDF. The same source, inputs and instant give the same bytes: what is hashed can be set again. */
export interface Typesetter {
  /** @param inputs plain texts the source reads as `sys.inputs`; never read as markup. Throws on a faulty source. */
  pdf(ask: { source: string; inputs: Readonly<Record<string, string>>; at: Instant }): Uint8Array;
}

// Only these: system fonts differ between machines, and so would the bytes.
const fonts = [
  "noto-sans/400Regular/NotoSans_400Regular.ttf",
  "noto-sans/700Bold/NotoSans_700Bold.ttf",
  "noto-sans-arabic/400Regular/NotoSansArabic_400Regular.ttf",
  "noto-sans-arabic/700Bold/NotoSansArabic_700Bold.ttf",
];
const made = new Map<string, Typesetter>();

/** @param root the project's folder; one compiler per folder, since loading fonts costs more than a document */
export function typesetter(root: string): Typesetter {
  const known = made.get(root);
  if (known) return known;
  const fontBlobs = fonts.map((name) => readFileSync(join(root, "node_modules/@expo-google-fonts", name)));
  const compiler = NodeCompiler.create({ workspace: join(root, "spec"), fontArgs: [{ fontBlobs }] });
  const setter: Typesetter = {
    pdf({ source, inputs, at }) {
      const asked = { mainFileContent: source, inputs: { ...inputs } };
      return compiler.pdf(asked, { pdfStandard: "1.7", creationTimestamp: Math.trunc(at / 1_000) });
    },
  };
  made.set(root, setter);
  return setter;
}
