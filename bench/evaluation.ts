import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { clauseTexts } from "../src/faces/clause-texts.ts";
import { openWorld, type OpenWorld } from "../src/faces/cli/open-world.ts";
import { playOthers, playPartnership, prepare } from "../src/faces/cli/story/plot.ts";
import { Stage } from "../src/faces/cli/story/stage.ts";
import { readBuilt } from "../src/ports/built.ts";
import { readConfig } from "../src/ports/config.ts";
import { removeEmbedded } from "../src/ports/database/remove.ts";
import { refreshStatistics } from "../src/ports/database/statistics.ts";
import { silentTrace } from "../src/ports/trace.ts";
import type { World } from "../src/ports/world.ts";
import { sayings } from "../src/ui/catalogue.ts";

export interface Evaluation {
  readonly opened: OpenWorld;
  readonly stage: Stage;
  close(): Promise<void>;
}

/** The evaluation as `npm start` fills it, in a folder of its own that is gone when it is closed. */
export async function anEvaluation(story: "whole" | "prepared"): Promise<Evaluation> {
  const state = mkdtempSync(join(tmpdir(), "entente-bench-"));
  const config = readConfig({ STATE: state, PORT: String(await freePort()) });
  const opened = await openWorld(config, { trace: silentTrace });
  const stage = aStage(opened.world);
  await prepare(stage);
  if (story === "whole") {
    await playPartnership(stage);
    await playOthers(stage);
  }
  if (opened.open.adminUrl) await refreshStatistics(opened.open.adminUrl);
  return {
    opened, stage,
    async close() {
      await opened.close();
      await removeEmbedded(state);
      rmSync(state, { recursive: true, force: true });
    },
  };
}

/** Where the story's people act, and nobody watches. */
export function aStage(world: World): Stage {
  const { catalogues } = readBuilt(world.folders.root);
  const says = sayings({ catalogues, timeZone: world.organisation().timeZone, clauseText: clauseTexts(world) });
  const quiet = { chapter: () => {}, did: () => {}, refused: () => {} };
  return new Stage(world, quiet, (lang) => says[lang]);
}

/** A port nobody listens on; taken a moment later by whoever asked. */
export function freePort(): Promise<number> {
  return new Promise((give, fail) => {
    const server = createServer().once("error", fail).listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => give(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}
