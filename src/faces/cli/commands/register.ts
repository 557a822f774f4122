import { join } from "node:path";
import { foldedRegister } from "../../../modules/log/index.ts";
import { runVerifier } from "../../../ports/disk/run-verifier.ts";
import { exportEverything } from "../export.ts";
import { openWorld } from "../open-world.ts";
import { serve } from "../serve.ts";
import type { Command } from "./command.ts";

/** Leaves log and register in a folder, to be hosted apart from the application or checked by outside tools. */
export const exportCommand: Command = {
  name: "register export", usage: "DIR", about: "writes log/ and register/ (JSON, CSV, pages) into a new folder",
  async run({ config, terminal, args }) {
    const out = args[0];
    if (!out) {
      terminal.fault("register export: name a folder");
      return 1;
    }
    const opened = await openWorld(config);
    const served = await serve(opened, { listen: false, idle: true });
    try {
      await served.worker.turn();
      const register = await opened.world.database.read((tx) => foldedRegister(tx));
      await exportEverything(opened, { out, app: served.app });
      terminal.line(`${register.entries.length} register entries over ${register.size} leaves written to ${out}`);
      return 0;
    } finally {
      await served.stop();
      await opened.close();
    }
  },
};

/** The independent verifier on a folder made by `register export`. */
export const verifyCommand: Command = {
  name: "verify", usage: "DIR", about: "checks such a folder with the independent verifier",
  run({ config, terminal, args }) {
    const folder = args[0] ?? ".";
    const asked = [join(folder, "log"), "--register", join(folder, "register", "register.json")];
    return runVerifier(config.root, asked, (line) => terminal.line(line));
  },
};
