import { join } from "node:path";
import type { Config } from "../../ports/config.ts";
import { removeEmbedded, removeState } from "../../ports/database/remove.ts";
import { StartRefused } from "../../ports/start-refused.ts";

/**
 * Removes an evaluation: its database wherever it was put, documents, log, keys and outbox. A configured installation
 * is never removed from here. Returns the folders removed.
 */
export async function resetEvaluation(config: Config): Promise<readonly string[]> {
  if (config.mode !== "evaluation") {
    throw new StartRefused("this is a configured installation: `reset` removes evaluations only");
  }
  const database = await removeEmbedded(config.state);
  const others = removeState([
    config.blobs,
    config.log,
    config.keys,
    config.outbox,
    join(config.state, "evaluation-ready"),
  ]);
  return [...(database ? [database] : []), ...others];
}
