import { z } from "zod";
import type { FourTexts } from "../../kernel/lang.ts";
import { isId, type HitId, type PartnerId } from "../../kernel/ids.ts";
import type { Role } from "../../kernel/roles.ts";
import { peekDuty, seesFile } from "../access/index.ts";
import { question, type ReadDesk } from "../log/index.ts";
import { partnerOf } from "../partners/index.ts";
import type { Refusal } from "../../kernel/refusal.ts";
import { openStates, type Hit, type HitState, type HitStep } from "./hit.ts";
import { movesFor, moves, type Move } from "./moves.ts";
import type { ListEntry } from "./sources/entry.ts";
import { sources } from "./sources/registry.ts";
import { earlierOnPair, hitById, hitsPage, stepsOf } from "./stores/store-hits.ts";
import {
  entryByHash, lastImports, listStates, versionsOf, type ListState, type PastImport, type VersionLine,
} from "./stores/store-lists.ts";

/** Who may read hits of the files they see. */
export const hitReaders: readonly Role[] = [
  "diligence-analyst", "diligence-reviewer", "compliance-officer", "secretary-general", "internal-auditor",
  "external-auditor",
];
/** Lists are no secret inside the organisation. */
export const listReaders: readonly Role[] = [...hitReaders, "partnership-officer", "director",
  "legal-officer", "system-administrator"];

export interface ListLine {
  readonly id: string;
  readonly title: FourTexts;
  readonly publisher: FourTexts;
  readonly page: string | null;
  readonly licence: string;
  readonly isFictitious: boolean;
  readonly refreshHours: number;
  readonly isAdopted: boolean;
  readonly state: ListState | null; // null: never imported
  readonly lastImport: PastImport | null;
  readonly versions: readonly VersionLine[]; // newest first; only the newest on the page of all lists
}

async function listLines(desk: ReadDesk, only: string | null): Promise<readonly ListLine[]> {
  const states = await listStates(desk.tx);
  const imports = await lastImports(desk.tx);
  const lines: ListLine[] = [];
  for (const source of sources) {
    if (only !== null && source.id !== only) continue;
    const state = states.find((s) => s.source === source.id && s.version > 0) ?? null;
    const isAdopted = desk.organisation.adoptedLists.includes(source.id);
    const lastImport = imports.find((i) => i.source === source.id) ?? null;
    if (only === null && !isAdopted && state === null && lastImport === null) continue;
    const { id, title, publisher, page, licence, isFictitious, refreshHours } = source;
    lines.push({
      id, title, publisher, page, licence, isFictitious, refreshHours, isAdopted, state, lastImport,
      versions: await versionsOf(desk.tx, id, only === null ? 1 : 50),
    });
  }
  return lines;
}

export const listsQuestion = question({
  name: "screening.lists", who: listReaders, ask: z.strictObject({}), answer: (desk) => listLines(desk, null),
});

export const listQuestion = question({
  name: "screening.list", who: listReaders, ask: z.strictObject({ source: z.string().max(40) }),
  answer: async (desk, ask) => (await listLines(desk, ask.source))[0] ?? null,
});

export interface HitLine {
  readonly hit: Hit;
  readonly partnerName: string;
}

export interface HitsView {
  readonly lines: readonly HitLine[];
  readonly next: string | null;
}

const perPage = 50;
const cursor = /^(\d{1,16})\.(hit_[0-9a-z]{26})$/;

export const hitsQuestion = question({
  name: "screening.hits", who: hitReaders,
  ask: z.strictObject({
    state: z.enum(["raised", "triaged", "dismissal-proposed", "dismissed", "confirmation-proposed",
      "confirmed", "lapsed"]).optional(),
    words: z.string().max(100).optional(),
    order: z.enum(["oldest", "strongest"]).optional(),
    after: z.string().regex(cursor).optional(),
  }),
  async answer(desk, ask): Promise<HitsView> {
    const states: readonly HitState[] = ask.state ? [ask.state] : openStates;
    const order = ask.order ?? "oldest";
    const lines: HitLine[] = [];
    let after = readCursor(ask.after);
    for (;;) {
      const page = await hitsPage(desk.tx, { states, words: ask.words ?? "", order, after, limit: perPage });
      for (const hit of page) {
        if (lines.length === perPage) return { lines, next: cursorOf(lines[perPage - 1]?.hit, order) };
        if (await seesFile(desk, hit.file)) lines.push({ hit, partnerName: await nameOf(desk, hit.file) });
        after = keyOf(hit, order);
      }
      if (page.length < perPage) return { lines, next: null };
    }
  },
  // A person's name beside the name on a list: the list of hits says as much as a hit does.
  sealed: ({ lines }) => lines.length === 0 ? null : { file: null },
});

function keyOf(hit: Hit, order: "oldest" | "strongest"): { key: number; id: string } {
  return { key: order === "oldest" ? hit.raisedAt : 10_000 - hit.scoreBps, id: hit.id };
}

function cursorOf(hit: Hit | undefined, order: "oldest" | "strongest"): string | null {
  return hit ? `${keyOf(hit, order).key}.${hit.id}` : null;
}

function readCursor(text: string | undefined): { key: number; id: string } | null {
  const m = cursor.exec(text ?? "");
  return m ? { key: Number(m[1]), id: m[2] ?? "" } : null;
}

async function nameOf(desk: ReadDesk, file: PartnerId): Promise<string> {
  return (await partnerOf(desk.tx, file))?.name ?? "";
}

export interface HitView extends HitLine {
  readonly list: { readonly title: FourTexts; readonly publisher: FourTexts; readonly page: string | null };
  readonly version: VersionLine | null;
  readonly entry: ListEntry | null; // as published; null only when it was never stored
  readonly steps: readonly HitStep[];
  readonly earlier: readonly { readonly hit: Hit; readonly steps: readonly HitStep[] }[];
  readonly moves: readonly Move[]; // what this reader may do now
  readonly whyNot: Refusal | null; // why a reader with the role may not: separation of duties
}

export const hitQuestion = question({
  name: "screening.hit", who: hitReaders, ask: z.strictObject({ hit: z.string().max(40) }),
  async answer(desk, ask): Promise<HitView | null> {
    const hit = isId("hit", ask.hit) ? await hitById(desk.tx, ask.hit as HitId, { lock: false }) : null;
    if (!hit || !(await seesFile(desk, hit.file))) return null;
    const source = sources.find((s) => s.id === hit.source);
    if (!source) return null;
    const { title, publisher, page } = source;
    const versions = await versionsOf(desk.tx, hit.source, 1_000);
    const may = movesFor(hit.state, desk.actor);
    const isSecond = moves.some((m) => may.includes(m.event) && m.who !== "system" &&
      m.who.includes("compliance-officer"));
    const duty = isSecond ? "clear-second" : "clear-first";
    const whyNot = may.length === 0 ? null : await peekDuty(desk, { file: hit.file, duty, subject: hit.id });
    const earlier: { hit: Hit; steps: readonly HitStep[] }[] = [];
    for (const one of await earlierOnPair(desk.tx, hit)) earlier.push({ hit: one,
      steps: await stepsOf(desk.tx, one.id) });
    return {
      hit, partnerName: await nameOf(desk, hit.file), list: { title, publisher, page },
      version: versions.find((v) => v.version === hit.listVersion) ?? null,
      entry: (await entryByHash(desk.tx, hit.source, hit.entrySha256))?.record ?? null,
      steps: await stepsOf(desk.tx, hit.id), earlier, moves: whyNot ? [] : may, whyNot,
    };
  },
  sealed: ({ hit }) => ({ file: hit.file, subject: hit.id }),
});
