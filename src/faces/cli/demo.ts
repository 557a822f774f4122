import { join } from "node:path";
import { HeldClock, systemClock } from "../../ports/clock.ts";
import type { Config } from "../../ports/config.ts";
import { emptyFolder, makeFolder } from "../../ports/disk/folders.ts";
import { removeEmbedded } from "../../ports/database/remove.ts";
import { silentTrace } from "../../ports/trace.ts";
import { readBuilt } from "../../ports/built.ts";
import { sayings } from "../../ui/catalogue.ts";
import { clauseTexts } from "../clause-texts.ts";
import { exportEverything } from "./export.ts";
import { openWorld } from "./open-world.ts";
import { serve } from "./serve.ts";
import { playPartnership, prepare } from "./story/plot.ts";
import { Stage } from "./story/stage.ts";
import { terminalTeller } from "./story/teller.ts";
import type { Terminal } from "./terminal.ts";
import { runVerifier } from "../../ports/disk/run-verifier.ts";

/**
 * Plays one partnership from application to the verified register on a database of its own, which is removed
 * afterwards. The clock is held, so that the same story can be told in a minute; everything else is the product.
 *
 * @param ask.out where log and register are left for outside tools; null: nowhere
 * @returns the verifier's exit code
 */
export async function demo(config: Config, ask: { terminal: Terminal; out: string | null }): Promise<number> {
  const { terminal } = ask;
  const own = demoConfig(config);
  await removeDemo(own);
  const clock = new HeldClock(systemClock.now());
  terminal.line(
    "Entente: one partnership, from application to the public register. Everything in it is fictitious.",
  );
  terminal.progress("starting a database of its own", 0, null);
  const opened = await openWorld(own, { clock, trace: silentTrace });
  try {
    const { world } = opened;
    const says = sayings({
      catalogues: readBuilt(own.root).catalogues,
      timeZone: world.organisation().timeZone,
      clauseText: clauseTexts(world),
    });
    const stage = new Stage(
      world,
      terminalTeller(terminal, says.en),
      (lang) => says[lang],
      (ms) => clock.forward(ms),
    );
    await prepare(stage);
    await playPartnership(stage);
    const out = ask.out ?? join(own.state, "out");
    emptyFolder(join(own.state, "out"));
    const served = await serve(opened, { listen: false, idle: true });
    await exportEverything(opened, { out, app: served.app });
    await served.stop();
    terminal.line();
    terminal.line("The register, checked by the independent verifier (no dependency, none of our code):");
    const code = await runVerifier(
      own.root,
      [join(out, "log"), "--register", join(out, "register", "register.json")],
      (line) => terminal.line(`   ${line}`),
    );
    if (ask.out)
      terminal.line(
        `left in ${ask.out}: log/ (tiles, checkpoint, key, proofs) and register/ (JSON, CSV and pages)`,
      );
    return code;
  } finally {
    await opened.close();
    await removeDemo(own);
  }
}

/** Beside the evaluation's own state, on the built-in server, never on a configured database. */
function demoConfig(config: Config): Config {
  const state = join(config.root, "var", "demo");
  makeFolder(state);
  return {
    ...config,
    mode: "evaluation",
    state,
    keys: join(state, "keys"),
    log: join(state, "log"),
    blobs: join(state, "blobs"),
    outbox: join(state, "outbox"),
    organisationFile: null,
    host: "127.0.0.1",
    address: null,
    database: {
      kind: "embedded",
      pgBin: config.database.kind === "embedded" ? config.database.pgBin : undefined,
    },
    mail: { smtpUrl: null, from: config.mail.from },
  };
}

async function removeDemo(config: Config): Promise<void> {
  await removeEmbedded(config.state);
  emptyFolder(config.state);
}
