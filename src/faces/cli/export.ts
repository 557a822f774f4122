import type { FastifyInstance } from "fastify";
import { langs, type Lang } from "../../kernel/lang.ts";
import { foldedRegister, leafBytes, proofFile } from "../../modules/log/index.ts";
import { registerCsv, shownRegister } from "../../modules/register/index.ts";
import { exportFolder, type FolderWriter } from "../../ports/disk/folder-writer.ts";
import { relinked } from "./export-links.ts";
import type { OpenWorld } from "./open-world.ts";

export interface ExportAsk {
  readonly out: string; // new or empty
  readonly app: FastifyInstance; // renders the pages exactly as readers get them
}

/**
 * Leaves log and register for outside tools: the tlog-tiles tree, the entries that the register was made from with the
 * proof of each last version, JSON, CSV and pages.
 */
export async function exportEverything({ world, config }: OpenWorld, ask: ExportAsk): Promise<void> {
  const to = exportFolder(ask.out);
  to.copyFolder(config.log, "log");
  const register = shownRegister(world, await world.database.read((tx) => foldedRegister(tx)));
  for (const { versions } of register.entries) {
    for (const { leafIndex } of versions) writeIf(to, `log/${leafIndex}.entry`, await leafBytes(world, leafIndex));
    const last = versions.at(-1)?.leafIndex;
    if (last !== undefined) writeIf(to, `log/${last}.tlog-proof`, await proofFile(world, last));
  }
  to.write("register/register.json", JSON.stringify(register, null, 1));
  to.write("register/register.csv", registerCsv(register));
  to.write("register/emblem.svg", world.organisation().emblemSvg);
  to.copyFolder(`${config.root}/dist/assets`, "register/assets", {
    leaveOut: /\.(br|gz)$/, // whoever hosts the folder compresses as they like
    change: (name, text) => (name.endsWith(".css") ? text.replaceAll("url(/assets/", "url(") : null),
  });
  const pages = await rendered(ask.app, register.entries.map((entry) => entry.registerId));
  const { address } = world.organisation();
  for (const [file, { html, lang }] of pages) {
    to.write(file, relinked(html, { address, lang, has: (path) => pages.has(path) || to.has(path) }));
  }
}

function writeIf(to: FolderWriter, path: string, bytes: Uint8Array | string | null): void {
  if (bytes !== null) to.write(path, bytes);
}

/** Every page of the register in every language, by the file it becomes. */
async function rendered(
  app: FastifyInstance, ids: readonly string[],
): Promise<ReadonlyMap<string, { readonly html: string; readonly lang: Lang }>> {
  const pages = new Map<string, { html: string; lang: Lang }>();
  const named: [string, string][] = [["/register", "index"], ["/register/check", "check"]];
  for (const id of ids) named.push([`/register/${id}`, id], [`/register/${id}/proof`, `${id}-proof`]);
  for (const lang of langs) {
    for (const [path, name] of named) {
      const { statusCode, body } = await app.inject({ method: "GET", url: `${path}?lang=${lang}` });
      if (statusCode === 200) pages.set(`register/${lang}/${name}.html`, { html: body, lang });
    }
  }
  return pages;
}
