// Times the officers' pages on the server, adds up what a citizen's browser loads for the public register, and weighs
// the process that serves with the real lists. Writes the section `pages` of docs/reference/figures.md.
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { serve } from "../src/faces/cli/serve.ts";
import { createWebFace } from "../src/faces/web/server.ts";
import { doors } from "../src/faces/doors.ts";
import { checkpoint } from "../src/modules/log/index.ts";
import { evaluationSession } from "../src/modules/access/index.ts";
import { readBuilt } from "../src/ports/built.ts";
import { anEvaluation, type Evaluation } from "./evaluation.ts";
import { milliseconds, quantile, table, writeFigures } from "./figures.ts";
import { weighApp } from "./weigh-app.ts";
import { sharedData } from "./labelled.ts";

const parts: string[] = ["## Pages"];
const say = (text: string) => process.stdout.write(`${text}\n`);
const rounds = 40; // an account may ask for 600 pages a minute

interface Measured {
  readonly who: string;
  readonly page: string;
  /** The address, or a list page and the first link on it that looks like this. */
  readonly at: string | { readonly list: string; readonly link: RegExp; readonly then?: string };
}

const pages: readonly Measured[] = [
  { who: "officer", page: "desk of an officer", at: "/desk" },
  { who: "secretary-general", page: "desk of an authority", at: "/desk" },
  { who: "officer", page: "partners", at: "/partners" },
  { who: "officer", page: "partner file", at: { list: "/partners", link: /\/partners\/prt_\w+/ } },
  { who: "analyst", page: "cases", at: "/cases" },
  { who: "analyst", page: "case", at: { list: "/cases", link: /\/cases\/cas_\w+/ } },
  { who: "analyst", page: "hits", at: "/hits" },
  { who: "finance", page: "contributions", at: "/contributions" },
  { who: "finance", page: "contribution", at: { list: "/contributions", link: /\/contributions\/ctr_\w+/ } },
  {
    who: "secretary-general", page: "contribution decision, article by article",
    at: { list: "/contributions", link: /\/contributions\/ctr_\w+/, then: "/decision" },
  },
  { who: "officer", page: "application at the gate", at: { list: "/intake", link: /\/intake\/app_\w+/ } },
  { who: "analyst", page: "hit, value against value", at: { list: "/hits?state=dismissed", link: /\/hits\/hit_\w+/ } },
  { who: "finance", page: "books", at: "/books" },
  { who: "finance", page: "given to countries", at: "/given" },
  { who: "bureau-fr", page: "bureau of a country", at: "/bureau" },
  { who: "editor", page: "desk of the register", at: "/register-desk" },
  { who: "auditor", page: "log, as an auditor sees it", at: "/log" },
];

async function cookieOf({ stage, opened }: Evaluation, who: string): Promise<Record<string, string>> {
  const session = await evaluationSession(opened.world, stage.account(who));
  if (!session.ok) throw new Error(`${who} cannot sign in`);
  return { cookie: `entente-session=${session.value.token}` };
}

async function times(app: FastifyInstance, evaluation: Evaluation): Promise<void> {
  const rows: string[][] = [];
  for (const { who, page, at } of pages) {
    const headers = await cookieOf(evaluation, who);
    const url = typeof at === "string" ? at : await firstLink(app, at, headers);
    const passes: Pass[] = [];
    for (let pass = 0; pass < 3; pass++) passes.push(await onePass(app, { url, headers }));
    const took = passes.flatMap((pass) => pass.took).sort((a, b) => a - b);
    const cpuMs = passes.reduce((sum, pass) => sum + pass.cpuMs, 0) / passes.length;
    rows.push([page, quantile(took, 0.5).toFixed(1), quantile(took, 0.95).toFixed(1), cpuMs.toFixed(1)]);
    say(rows.at(-1)?.join("  ") ?? "");
  }
  const worst = Math.max(...rows.map((row) => Number(row[1])));
  parts.push(
    "On the server, with the evaluation's data, signed in, one request at a time, from the request to the last byte of " +
      `HTML, database included; all of ${3 * rounds} requests count, after 3 × 5 to warm up. Other work on the machine ` +
      `only adds: busy, it has given 29.6 ms for the slowest page (load average 11.3) and, with earlier code, 56.7 ms ` +
      `(commit f4aea9e, load average 5.7). Target: p50 at most 20 ms. Slowest p50: ${worst.toFixed(1)} ms.`,
    table(["page", "p50, ms", "p95, ms", "of it the app computing, ms"], rows),
    "The fullest pages ask the database some 35 times, one answer after the other at about 0.3 ms each, and compute as " +
      "long again: the partner file opens and checks 120 sealed events, the decision judges every article anew. Next " +
      "idea: prepared statements for snapshots. Tried by hand they took a fifth to two fifths off the desk, file and case; " +
      "they need names that change with the schema, or a migration under a running server would break them.",
  );
}

interface Pass {
  readonly took: readonly number[]; // ms of each request
  readonly cpuMs: number; // mean per request, of this process: grows little when others use the machine too
}

async function onePass(app: FastifyInstance, ask: { url: string; headers: Record<string, string> }): Promise<Pass> {
  const took: number[] = [];
  const before = process.cpuUsage();
  for (let round = 0; round < rounds + 5; round++) {
    const from = process.hrtime.bigint();
    const answer = await app.inject(ask);
    if (answer.statusCode !== 200) throw new Error(`${answer.statusCode} at ${ask.url}`);
    if (round >= 5) took.push(milliseconds(from));
  }
  const { user, system } = process.cpuUsage(before);
  return { took, cpuMs: (user + system) / 1_000 / (rounds + 5) };
}

async function firstLink(
  app: FastifyInstance, at: Exclude<Measured["at"], string>, headers: Record<string, string>,
): Promise<string> {
  const { payload } = await app.inject({ url: at.list, headers });
  const [link] = at.link.exec(payload) ?? [];
  if (!link) throw new Error(`no link on ${at.list}`);
  return link + (at.then ?? "");
}

/** What a browser with an empty cache loads for /register of a real installation: no banner, no list of people. */
async function transferred({ opened }: Evaluation): Promise<void> {
  const built = readBuilt(opened.config.root);
  const { app } = await createWebFace({
    world: { ...opened.world, organisation: () => ({ ...opened.world.organisation(), fictitious: false }) },
    built, doors, pages: [], openSession: async () => null, checkpoint: () => checkpoint(opened.world),
  });
  const rows: string[][] = [];
  let total = 0;
  const load = async (url: string): Promise<string> => {
    const answer = await app.inject({ url, headers: { "accept-encoding": "gzip, deflate, br" } });
    total += answer.rawPayload.length;
    rows.push([url.replace(/\.[0-9a-f]{10}\./, "."), String(answer.headers["content-encoding"] ?? "as it is"),
      answer.rawPayload.length.toLocaleString("en")]);
    return (await app.inject({ url })).payload;
  };
  const html = await load("/register");
  const linked = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+|\/emblem\.svg)"/g)].map((m) => m[1] ?? "");
  for (const url of new Set(linked)) await load(url);
  await app.close();
  rows.push(["in all", "", total.toLocaleString("en")]);
  say(`register: ${total} bytes`);
  parts.push(
    "### What the public register loads",
    "Bodies as sent to a browser with an empty cache; the reader's own typefaces, no script. Target: at most 60 kB in all.",
    table(["address", "encoding", "bytes"], rows),
  );
}

const evaluation = await anEvaluation("whole");
try {
  const served = await serve(evaluation.opened, { listen: false, idle: true });
  await times(served.app, evaluation);
  await served.stop();
  await transferred(evaluation);
} finally {
  await evaluation.close();
}
parts.push(...await weighApp(join(sharedData(), "lists"), say));
say(`written to ${writeFigures("pages", parts.join("\n\n"))}`);
