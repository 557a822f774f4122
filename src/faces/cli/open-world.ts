import { join } from "node:path";
import { iso } from "../../kernel/instants.ts";
import { loadOrganisation } from "../../modules/access/index.ts";
import { diskBlobs } from "../../ports/blobs-disk.ts";
import { systemClock, type Clock } from "../../ports/clock.ts";
import type { Config } from "../../ports/config.ts";
import { openDatabase, type OpenDatabase } from "../../ports/database/open.ts";
import { setMark } from "../../ports/database/marks.ts";
import { withClient } from "../../ports/database/admin.ts";
import { makeFolder } from "../../ports/disk/folders.ts";
import { fetchingHttp } from "../../ports/fetching/http-fetch.ts";
import { createKeyFiles, keyFilesExist, readKeyFiles } from "../../ports/keys-files.ts";
import { heldWhileMuted } from "../../ports/mail/held.ts";
import { outboxMail } from "../../ports/mail/outbox.ts";
import { smtpMail } from "../../ports/mail/smtp.ts";
import type { Organisation } from "../../ports/organisation.ts";
import { readOrganisationFile } from "../../ports/organisation-file.ts";
import { systemRandomness } from "../../ports/random.ts";
import { pinoTrace } from "../../ports/trace-pino.ts";
import type { Trace } from "../../ports/trace.ts";
import type { World } from "../../ports/world.ts";

export interface OpenWorld {
  readonly world: World;
  readonly config: Config;
  readonly open: OpenDatabase;
  /** Reads the organisation again, after the settings page changed it. */
  refresh(): Promise<void>;
  close(): Promise<void>;
}

export interface OpenWorldAsk {
  readonly clock?: Clock;
  readonly trace?: Trace;
  readonly onStep?: (name: string) => void;
}

/** Builds the World of one process from its configuration: the one place where ports are chosen. */
export async function openWorld(config: Config, ask: OpenWorldAsk = {}): Promise<OpenWorld> {
  const clock = ask.clock ?? systemClock;
  const trace = ask.trace ?? pinoTrace("warn");
  const file = organisationFile(config);
  const read = readOrganisationFile(file);
  // What an evaluation makes says in words that it is fictitious, whatever the file is called.
  const base = withAddress({ ...read, fictitious: config.mode === "evaluation" }, config);
  makeFolder(config.state);
  const isFirst = config.mode === "evaluation" && !keyFilesExist(config.keys);
  const keys = isFirst ? createKeyFiles(config.keys, originOf(base)) : readKeyFiles(config.keys);
  const open = await openDatabase(config, {
    at: iso(clock.now()),
    trace,
    ...(ask.onStep ? { onStep: ask.onStep } : {}),
  });
  if (config.mode === "evaluation" && open.adminUrl) {
    await withClient(open.adminUrl, (client) => setMark(client, "evaluation", "fictitious"));
  }
  let organisation: Organisation = await loadOrganisation({ database: open.database }, base);
  const mail = config.mail.smtpUrl
    ? smtpMail(config.mail.smtpUrl, config.mail.from)
    : outboxMail(config.outbox, config.mail.from);
  const world: World = {
    clock,
    trace,
    keys,
    random: systemRandomness,
    blobs: diskBlobs(config.blobs, keys),
    mail: heldWhileMuted(mail, open.database),
    http: fetchingHttp(),
    database: open.database,
    organisation: () => organisation,
    folders: { root: config.root, state: config.state, log: config.log },
  };
  return {
    world,
    config,
    open,
    async refresh() {
      organisation = await loadOrganisation(world, base);
    },
    close: () => open.close(),
  };
}

/** The file that configures the organisation; in evaluation mode the fictitious one that ships with the product. */
export function organisationFile(config: Config): string {
  return config.organisationFile ?? join(config.root, "reference/demonstration/organisation.yaml");
}

function withAddress(organisation: Organisation, config: Config): Organisation {
  if (config.address) return { ...organisation, address: config.address };
  if (config.mode === "configured") return organisation;
  return { ...organisation, address: `http://${config.host}:${config.port}` };
}

/**
 * The log's name for ever: the host of the address, and what it is. It stands in every checkpoint, proof and verifier
 * key, so that those of an evaluation say by themselves that they are fictitious. A log that has a name keeps it.
 */
export function originOf({ address, fictitious }: Pick<Organisation, "address" | "fictitious">): string {
  return `${new URL(address).host.replace(/:\d+$/, "")}/entente${fictitious ? "-fictitious" : ""}`;
}
