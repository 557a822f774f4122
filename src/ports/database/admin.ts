import pg from "pg";
import { clientSettings } from "./connect.ts";

/** A single connection with its own rights, outside the pools: migrations, backup, restore, tests. */
export type AdminClient = pg.Client;

/** Connects, runs, and always disconnects. Statements have no time limit here. */
export async function withClient<T>(url: string, run: (client: AdminClient) => Promise<T>): Promise<T> {
  const client = new pg.Client({
    ...clientSettings(url), connectionTimeoutMillis: 10_000, application_name: "entente admin",
  });
  client.on("error", () => {}); // a broken connection shows at the statement that needs it
  await client.connect();
  try {
    return await run(client);
  } finally {
    await client.end().catch(() => {});
  }
}

/** Runs `body` between BEGIN and COMMIT on this one connection. */
export async function inTransaction<T>(client: AdminClient, body: () => Promise<T>, begin = "begin"): Promise<T> {
  await client.query(begin);
  try {
    const value = await body();
    await client.query("commit");
    return value;
  } catch (error) {
    await client.query("rollback").catch(() => {});
    throw error;
  }
}

/** The same server and login, another database. */
export function urlOfDatabase(url: string, database: string): string {
  return changed(url, (parts) => (parts.pathname = `/${encodeURIComponent(database)}`));
}

/** The same server and database, another login. */
export function urlOfLogin(url: string, login: { user: string; password: string }): string {
  return changed(url, (parts) => {
    parts.username = encodeURIComponent(login.user);
    parts.password = encodeURIComponent(login.password);
  });
}

export interface UrlParts {
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

export function partsOf(url: string): UrlParts {
  const parts = new URL(url);
  return {
    user: decodeURIComponent(parts.username),
    password: decodeURIComponent(parts.password),
    database: decodeURIComponent(parts.pathname.slice(1)),
  };
}

function changed(url: string, change: (parts: URL) => void): string {
  const parts = new URL(url);
  change(parts);
  return parts.toString();
}

export const identifier = (name: string): string => pg.escapeIdentifier(name);
export const literal = (text: string): string => pg.escapeLiteral(text);
