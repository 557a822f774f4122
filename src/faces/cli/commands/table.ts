import { demo } from "../demo.ts";
import type { Command } from "./command.ts";
import { backupCommand, migrateCommand, resetCommand, restoreCommand } from "./keep.ts";
import { doctorCommand } from "./doctor.ts";
import { exportCommand, verifyCommand } from "./register.ts";
import { logReadsCommand, logRecoverCommand, logStateCommand } from "./log.ts";
import { listsImport, listsRefresh } from "./lists.ts";
import { serveCommand } from "./serve.ts";
import { setupCommand } from "./setup.ts";

const demoCommand: Command = {
  name: "demo", usage: "[--out DIR]", about: "plays one partnership in the terminal and verifies the register",
  run: ({ config, terminal, options }) => {
    const out = options["out"];
    return demo(config, { terminal, out: typeof out === "string" ? out : null });
  },
};

/** Every command there is. */
export const commands: readonly Command[] = [
  serveCommand, demoCommand, setupCommand, doctorCommand, listsImport, listsRefresh, exportCommand, verifyCommand,
  logStateCommand, logRecoverCommand, logReadsCommand,
  backupCommand, restoreCommand, migrateCommand, resetCommand,
];
