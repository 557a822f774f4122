import type { FastifyInstance } from "fastify";
import { langs, type Lang } from "../../kernel/lang.ts";
import { foldedRegister, leafBytes, proofFile } from "../../modules/log/index.ts";
import { registerCsv } from "../../modules/register/index.ts";
import { exportFolder, type FolderWriter } from "../../ports/disk/folder-writer.ts";
import type { OpenWorld } from "./open-world.ts";

export interface ExportAsk {
  readonly out: string; // new or empty
  readonly app: FastifyInstance; // renders the pages exactly as readers get them
  readonly proofOf: string | null; // register id whose last version gets a proof file beside the log
}

/** Leaves log and register for outside tools: the tlog-tiles tree, one proof with its entry, JSON, CSV and pages. */
export async function exportEverything(opened: OpenWorld, ask: ExportAsk): Promise<void> {
  const { world, config } = opened;
  const to = exportFolder(ask.out);
  to.copyFolder(config.log, "log");
  const register = await world.database.read((tx) => foldedRegister(tx));
  const leaf = register.entries.find((e) => e.registerId === ask.proofOf)?.versions.at(-1)?.leafIndex;
  if (leaf !== undefined) {
    const [proof, bytes] = [await proofFile(world, leaf), await leafBytes(world, leaf)];
    if (proof && bytes) {
      to.write(`log/${leaf}.tlog-proof`, proof);
      to.write(`log/${leaf}.entry`, bytes);
    }
  }
  to.write("register/register.json", JSON.stringify(register, null, 1));
  to.write("register/register.csv", registerCsv(register));
  const ids = register.entries.map((entry) => entry.registerId);
  for (const lang of langs) await exportPages(to, ask.app, { lang, ids });
  to.copyFolder(`${config.root}/dist/assets`, "register/assets");
}

async function exportPages(
  to: FolderWriter,
  app: FastifyInstance,
  of: { lang: Lang; ids: readonly string[] },
): Promise<void> {
  const pages: [string, string][] = [
    ["/register", "index"],
    ["/register/check", "check"],
  ];
  for (const id of of.ids) pages.push([`/register/${id}`, id], [`/register/${id}/proof`, `${id}-proof`]);
  for (const [path, name] of pages) {
    const answer = await app.inject({ method: "GET", url: `${path}?lang=${of.lang}` });
    if (answer.statusCode === 200) to.write(`register/${of.lang}/${name}.html`, relinked(answer.body));
  }
}

/** Addresses of the running product become files beside each other, so that the pages open from a disk. */
function relinked(html: string): string {
  return html
    .replace(/(href|src|action)="\/assets\//g, '$1="../assets/')
    .replace(/(href|action)="\/register\/(reg_[0-9a-z]+)\/proof[^"]*"/g, '$1="$2-proof.html"')
    .replace(/(href|action)="\/register\/(reg_[0-9a-z]+|check)(\?[^"]*)?"/g, '$1="$2.html"')
    .replace(/(href|action)="\/register\.(json|csv)"/g, '$1="../register.$2"')
    .replace(/(href|action)="\/register(\?[^"]*)?"/g, '$1="index.html"')
    .replace(/(href|src)="\/log\//g, '$1="../../log/')
    .replace(/url\(\/assets\//g, "url(../assets/");
}
