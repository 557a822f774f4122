import { z } from "zod";
import type { Register, RegisterEntry as PublicRegisterEntry } from "../../../verifier/fold.mjs";
import { hasRole } from "../../kernel/actor.ts";
import type { PartnerId } from "../../kernel/ids.ts";
import { seesFile } from "../access/index.ts";
import { question, takenAway, type ReadDesk } from "../log/index.ts";
import { toPublicEntry, type PublicEntry } from "./public-entry.ts";
import { shownRegister } from "./fictitious.ts";
import { registerOf } from "./replay.ts";
import { entriesOfFile, entryById, waitingEntries, type RegisterEntry } from "./store.ts";

/** One row of the public index: the last version of an entry, with what a list needs. */
export interface PublicRow {
  readonly registerId: string;
  readonly version: number;
  readonly leafIndex: number;
  readonly publishedAt: string;
  readonly fields: PublicEntry;
}

export interface IndexAnswer {
  readonly rows: readonly PublicRow[];
  readonly found: number; // all that pass the filters
  readonly all: number;
  readonly size: number; // leaves replayed
  readonly next: string | null;
  readonly previous: string | null;
  readonly totals: Register["totals"];
  readonly countries: readonly string[];
}

export const indexPageSize = 25;

const sorts = ["published", "-published", "partner", "-partner", "value", "-value"] as const;

/** Search, filters and sort over the replayed register; the page key is the entry's position in the sorted list. */
export const indexQuestion = question({
  name: "register.index",
  who: ["public"],
  ask: z.strictObject({
    q: z.string().max(200).optional(),
    kind: z.string().max(20).optional(),
    country: z.string().max(2).optional(),
    sort: z.enum(sorts).catch("-published").optional(),
    after: z.string().max(40).optional(),
  }),
  async answer(desk, ask): Promise<IndexAnswer> {
    const register = await registerOf(desk.world, desk.tx);
    const all = rowsOf(register);
    const found = all.filter((row) => passes(row, ask)).sort(order(ask.sort ?? "-published"));
    const from = ask.after ? found.findIndex((row) => row.registerId === ask.after) + 1 : 0;
    const rows = found.slice(from, from + indexPageSize);
    const before = found[from - indexPageSize - 1];
    return {
      rows,
      found: found.length,
      all: all.length,
      size: register.size,
      totals: register.totals,
      next: from + indexPageSize < found.length ? (rows.at(-1)?.registerId ?? null) : null,
      previous: from === 0 ? null : (before?.registerId ?? ""),
      countries: [...new Set(all.map((row) => row.fields.partner.country))].sort(),
    };
  },
});

export function rowsOf(register: Register): PublicRow[] {
  return register.entries.flatMap((entry) => {
    const last = entry.versions.at(-1);
    const fields = last ? toPublicEntry(last.fields) : null;
    if (!last || !fields) return [];
    return [
      {
        registerId: entry.registerId,
        version: last.version,
        leafIndex: last.leafIndex,
        publishedAt: last.at,
        fields,
      },
    ];
  });
}

function passes(
  row: PublicRow,
  ask: { q?: string | undefined; kind?: string | undefined; country?: string | undefined },
): boolean {
  const { fields } = row;
  if (ask.kind && fields.kind !== ask.kind) return false;
  if (ask.country && fields.partner.country !== ask.country) return false;
  const wanted = plain(ask.q ?? "");
  return (
    wanted === "" || plain(`${fields.partner.name} ${fields.purpose} ${fields.programme}`).includes(wanted)
  );
}

/** Case, accents and Arabic vowel marks do not matter to a citizen who searches. */
function plain(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();
}

function order(sort: (typeof sorts)[number]): (a: PublicRow, b: PublicRow) => number {
  const down = sort.startsWith("-") ? -1 : 1;
  const key = sort.replace("-", "");
  return (a, b) => {
    if (key === "partner") return down * a.fields.partner.name.localeCompare(b.fields.partner.name, "en");
    if (key === "value") return down * Number(BigInt(a.fields.valueMinor) - BigInt(b.fields.valueMinor));
    return down * (a.leafIndex - b.leafIndex);
  };
}

export interface EntryAnswer {
  readonly entry: PublicRegisterEntry;
  readonly current: PublicEntry;
  readonly size: number;
}

export const entryQuestion = question({
  name: "register.entry",
  who: ["public"],
  ask: z.strictObject({ registerId: z.string().max(40) }),
  async answer(desk, ask): Promise<EntryAnswer | null> {
    const register = await registerOf(desk.world, desk.tx);
    const entry = register.entries.find((e) => e.registerId === ask.registerId);
    const current = entry ? toPublicEntry(entry.versions.at(-1)?.fields) : null;
    return entry && current ? { entry, current, size: register.size } : null;
  },
});

/** The whole register as JSON: exactly what the verifier's fold gives. */
export const wholeQuestion = question({
  name: "register.whole",
  who: ["public"],
  ask: z.strictObject({}),
  answer: async (desk) => shownRegister(desk.world, await registerOf(desk.world, desk.tx)),
});

const editors = ["register-editor", "legal-officer", "internal-auditor", "external-auditor"] as const;

export const waitingQuestion = question({
  name: "register.waiting",
  who: editors,
  ask: z.strictObject({}),
  answer: (desk) => waitingEntries(desk.tx),
  sealed: (_rows, of) => takenAway(of),
});

export const draftQuestion = question({
  name: "register.draft",
  who: editors,
  ask: z.strictObject({ registerId: z.string().max(40) }),
  answer: (desk, ask) => entryById(desk.tx, ask.registerId),
  sealed: (entry) => ({ file: entry.file, subject: entry.registerId }),
});

/** The register entries of one file, for whoever may see the file. */
export async function entriesForFile(desk: ReadDesk, file: PartnerId): Promise<readonly RegisterEntry[]> {
  if (!hasRole(desk.actor, ...editors) && !(await seesFile(desk, file))) return [];
  return entriesOfFile(desk.tx, file);
}
