import type { Config } from "../config.ts";
import { StartRefused } from "../start-refused.ts";
import { startEmbedded } from "./embedded.ts";

/**
 * Runs with the owner's login: on the built-in server, started for the moment or shared with the app that runs, or on
 * DATABASE_ADMIN_URL. Throws `StartRefused` when no such login was given.
 */
export async function withOwner<T>(config: Config, run: (adminUrl: string) => Promise<T>): Promise<T> {
  if (config.database.kind === "server") {
    if (config.database.adminUrl) return run(config.database.adminUrl);
    throw new StartRefused("this needs the owner's login of the database: set DATABASE_ADMIN_URL");
  }
  const server = await startEmbedded({ state: config.state, root: config.root, pgBin: config.database.pgBin });
  try {
    return await run(server.adminUrl);
  } finally {
    await server.stop(); // the app that shares it, if any, keeps it
  }
}
