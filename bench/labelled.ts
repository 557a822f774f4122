import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { countryCode, type Party, type PartyKind } from "../src/engines/matching/index.ts";

/** Where the labelled sets and official lists lie; they are not part of the project. */
export function sharedData(): string {
  const folder = process.env["ENTENTE_SHARED_DATA"] ?? join(process.cwd(), "../shared/data");
  if (!existsSync(join(folder, "lists"))) {
    throw new Error(
      "no official lists at hand: set ENTENTE_SHARED_DATA to the folder that holds lists/ and labels/");
  }
  return folder;
}

/** The official lists at hand: our source, and its files below lists/. */
export const official: readonly (readonly [string, readonly string[]])[] = [
  ["un", ["un/un_2026-08.xml"]],
  ["ofac-sdn", ["ofac/sdn_2022-01.csv", "ofac/alt_2022-01.csv", "ofac/add_2022-01.csv"]],
  ["ofac-consolidated", ["prim", "alt", "add", "comments"].map((n) => `us-cons/cons_${n}.csv`)],
  ["au-dfat", ["au-dfat/dfat_2026-08.xlsx"]],
];

export type Row = Readonly<Record<string, string>>;

export function rowsOf(folder: string, file: string): Row[] {
  return parse(readFileSync(join(folder, "labels", file)), { columns: true, relax_quotes: true }) as Row[];
}

export function party(text: string, kind: PartyKind, more: Partial<Party> = {}): Party {
  return { kind, names: [{ text, quality: "primary" }], birthOn: [], countries: [], ids: [], ...more };
}

/**
 * An innocent of the negative set: by name alone, or with birth date and nationality as a file would give
 * them.
 */
export function innocent(row: Row, isWhole: boolean): Party {
  const name = row["full_name"] ?? "";
  if (!isWhole) return party(name, "person");
  const country = countryCode(row["nationality"] ?? "");
  const gender = row["gender"];
  return party(name, "person", {
    birthOn: row["date_of_birth"] ? [row["date_of_birth"]] : [], countries: country ? [country] : [],
    ...(gender === "female" || gender === "male" ? { gender } : {}),
  });
}

export interface Adversarial {
  readonly query: string;
  readonly perturbation: string;
  readonly truth: { readonly source_list: string; readonly reference_number: string } | null;
}

export function adversarial(folder: string): readonly Adversarial[] {
  const text = readFileSync(join(folder, "labels/adversarial-queries.json"), "utf8");
  return (JSON.parse(text) as { cases: Adversarial[] }).cases;
}

export function kindOf(schema: string): PartyKind {
  if (schema === "Person") return "person";
  return schema === "Vessel" ? "vessel" : "organisation";
}

export interface Scored {
  readonly isMatch: boolean;
  readonly scoreBps: number;
}

/** How often a true pair scores above a false one: 0.5 is chance, 1 is perfect. */
export function areaUnderCurve(scored: readonly Scored[]): number {
  const [yes, no] = [scored.filter((s) => s.isMatch), scored.filter((s) => !s.isMatch)];
  let sum = 0;
  for (const y of yes) for (const n of no) sum += y.scoreBps > n.scoreBps ? 1 : y.scoreBps === n.scoreBps
    ? 0.5 : 0;
  return sum / (yes.length * no.length);
}

export function f1At(scored: readonly Scored[], threshold: number): number {
  const found = scored.filter((s) => s.scoreBps >= threshold);
  const right = found.filter((s) => s.isMatch).length;
  const all = scored.filter((s) => s.isMatch).length;
  return (2 * right) / (found.length + all);
}
