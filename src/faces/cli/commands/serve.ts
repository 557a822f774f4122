import { join } from "node:path";
import { readBuilt } from "../../../ports/built.ts";
import type { Config } from "../../../ports/config.ts";
import { refuseTakenPort } from "../../../ports/port-free.ts";
import { refreshStatistics } from "../../../ports/database/statistics.ts";
import { onceMarked } from "../../../ports/disk/once-marked.ts";
import { sayings } from "../../../ui/catalogue.ts";
import { clauseTexts } from "../../clause-texts.ts";
import { refreshLists } from "../../worker/refresh-lists.ts";
import { evaluationPeople } from "../evaluation/parts.ts";
import { openWorld, type OpenWorld } from "../open-world.ts";
import { resetEvaluation } from "../reset.ts";
import { serve } from "../serve.ts";
import { playOthers, playPartnership, prepare } from "../story/plot.ts";
import { Stage } from "../story/stage.ts";
import type { Terminal } from "../terminal.ts";
import type { Command } from "./command.ts";

/** Serves until it is told to end. In evaluation mode the fictitious organisation is loaded first, by its own deeds. */
export const serveCommand: Command = {
  name: "serve",
  usage: "",
  about: "serves pages, API, register and log (what `npm start` does)",
  async run({ config, terminal }) {
    await refuseTakenPort(config.host, config.port);
    if (config.mode === "evaluation") await clearHalf(config, terminal);
    terminal.progress("starting the database", 0, null);
    const opened = await openWorld(config);
    if (config.mode === "evaluation") await fill(opened, terminal);
    const served = await serve(opened, { listen: true });
    terminal.line(`Entente answers at ${served.address}`);
    if (config.mode === "evaluation") await printPeople(opened, terminal);
    await untilTold();
    terminal.line("ending …");
    await served.stop();
    await opened.close();
    return 0;
  },
};

/** Nothing is loaded twice; lists are looked at again at every start, so that a second day does not stall. */
async function fill(opened: OpenWorld, terminal: Terminal): Promise<void> {
  const { world } = opened;
  const ready = onceMarked(join(world.folders.state, readyMark));
  if (ready.isMarked()) {
    await refreshLists(world);
    return;
  }
  const says = sayings({
    catalogues: readBuilt(world.folders.root).catalogues,
    timeZone: world.organisation().timeZone,
    clauseText: clauseTexts(world),
  });
  let done = 0;
  const count = (): void =>
    terminal.progress(
      "evaluation: a fictitious organisation is being set up, deeds done:",
      (done += 1),
      null,
    );
  const stage = new Stage(world, { chapter: count, did: count, refused: count }, (lang) => says[lang]);
  await prepare(stage);
  await playPartnership(stage);
  await playOthers(stage);
  if (opened.open.adminUrl) await refreshStatistics(opened.open.adminUrl);
  ready.mark();
}

/** A start that was interrupted left half a story: it is removed and told again, never continued. */
async function clearHalf(config: Config, terminal: Terminal): Promise<void> {
  const hasBegun = onceMarked(config.keys).isMarked();
  if (!hasBegun || onceMarked(join(config.state, readyMark)).isMarked()) return;
  terminal.line("the last start was interrupted before the evaluation was complete: it begins anew");
  await resetEvaluation(config);
}

const readyMark = "evaluation-ready";

async function printPeople(opened: OpenWorld, terminal: Terminal): Promise<void> {
  const people = await evaluationPeople(opened.world);
  const address = opened.world.organisation().address;
  terminal.line("");
  terminal.line(
    "Evaluation: everything is fictitious. Open a link to act as that person; each page lets you change places.",
  );
  const seen = new Set<string>();
  for (const person of people) {
    if (seen.has(person.role)) continue;
    seen.add(person.role);
    terminal.line(
      `  ${person.role.padEnd(24)} ${person.name.padEnd(22)} ${address}/evaluation/${person.account}`,
    );
  }
  terminal.line("");
  terminal.line(
    `The public register: ${address}/register · data: ${opened.open.server?.base ?? "the configured database"} · end with Ctrl-C`,
  );
}

function untilTold(): Promise<void> {
  return new Promise((done) => {
    process.once("SIGINT", () => done());
    process.once("SIGTERM", () => done());
  });
}
