import { resolve } from "node:path";
import { systemClock } from "../../../ports/clock.ts";
import type { Progress } from "../../../ports/backup/manifest.ts";
import { backUp } from "../backup.ts";
import { migrateDatabase } from "../migrate.ts";
import { resetEvaluation } from "../reset.ts";
import { liftHold, restoreBackup } from "../restore.ts";
import type { Terminal } from "../terminal.ts";
import type { Command } from "./command.ts";

const shown =
  (terminal: Terminal) =>
  (p: Progress): void =>
    terminal.progress(`${p.what} ${p.name}`, p.done, p.total);

export const backupCommand: Command = {
  name: "backup",
  usage: "DIR [--keys DIR2]",
  about: "copies everything in one snapshot; keys only when asked for, apart",
  async run({ config, terminal, args, options }) {
    const [to] = args;
    if (!to) return missing(terminal, "backup: name a new folder");
    const keysTo = options["keys"];
    const manifest = await backUp(config, {
      to: resolve(to),
      at: systemClock.now(),
      onProgress: shown(terminal),
      ...(typeof keysTo === "string" ? { keysTo: resolve(keysTo) } : {}),
    });
    terminal.line(
      `${manifest.files.length} files of ${manifest.tables.length} tables, documents and log written to ${to}`,
    );
    if (typeof keysTo !== "string")
      terminal.line("keys were not copied: without them the backup cannot be read (--keys DIR2 copies them)");
    return 0;
  },
};

export const restoreCommand: Command = {
  name: "restore",
  usage: "DIR [--keys DIR2] | --lift-hold",
  about: "fills an empty installation from a backup; letters stay held until lifted",
  async run({ config, terminal, args, options }) {
    if (options["lift-hold"] === true) {
      await liftHold(config);
      terminal.line("letters are sent again");
      return 0;
    }
    const [from] = args;
    if (!from) return missing(terminal, "restore: name the folder of a backup");
    const keysFrom = options["keys"];
    const done = await restoreBackup(config, {
      from: resolve(from),
      at: systemClock.now(),
      onProgress: shown(terminal),
      ...(typeof keysFrom === "string" ? { keysFrom: resolve(keysFrom) } : {}),
    });
    terminal.line(
      `restored the backup of ${done.manifest.at}; ${done.applied.length} newer migrations applied, ` +
        `${done.erasedAgain} bodies erased again`,
    );
    terminal.line("letters are held: look around, then `restore --lift-hold`");
    return 0;
  },
};

export const migrateCommand: Command = {
  name: "migrate",
  usage: "",
  about: "brings the database to this version's schema",
  async run({ config, terminal }) {
    const applied = await migrateDatabase(config, {
      at: systemClock.now(),
      onStep: (name) => terminal.line(`applied ${name}`),
    });
    terminal.line(applied.length === 0 ? "the schema is current" : `${applied.length} migrations applied`);
    return 0;
  },
};

export const resetCommand: Command = {
  name: "reset",
  usage: "--yes",
  about: "removes the evaluation of this folder: database, documents, log, keys",
  async run({ config, terminal, options }) {
    if (options["yes"] !== true)
      return missing(terminal, "reset removes the whole evaluation: say so with --yes");
    for (const removed of await resetEvaluation(config)) terminal.line(`removed ${removed}`);
    return 0;
  },
};

function missing(terminal: Terminal, what: string): number {
  terminal.fault(what);
  return 1;
}
