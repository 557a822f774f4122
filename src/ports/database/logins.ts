import { createHash, createHmac, pbkdf2Sync, randomBytes } from "node:crypto";
import type { DatabaseRole } from "./database.ts";
import { identifier, literal, urlOfLogin, type AdminClient } from "./admin.ts";

/**
 * Privileges live in four group roles that cannot log in; each database gets login roles of its own that are members.
 * The owner of the tables is whoever migrates, and none of the four.
 */
export const databaseRoles: readonly DatabaseRole[] = ["app", "sequencer", "eraser", "reader"];

export type Logins = Readonly<Record<DatabaseRole, { readonly user: string; readonly password: string }>>;

export function generatedLogins(prefix: string): Logins {
  return loginsFrom(prefix, () => randomBytes(24).toString("base64url"));
}

export function loginsFrom(prefix: string, password: (role: DatabaseRole) => string): Logins {
  const one = (role: DatabaseRole) => ({ user: `${prefix}_${role}`, password: password(role) });
  return { app: one("app"), sequencer: one("sequencer"), eraser: one("eraser"), reader: one("reader") };
}

export function urlsOf(url: string, logins: Logins): Readonly<Record<DatabaseRole, string>> {
  const one = (role: DatabaseRole): string => urlOfLogin(url, logins[role]);
  return { app: one("app"), sequencer: one("sequencer"), eraser: one("eraser"), reader: one("reader") };
}

/** Creates what is missing; safe when two do it at once. */
export async function ensureGroupRoles(client: AdminClient): Promise<void> {
  for (const role of databaseRoles) await createRole(client, `entente_${role}`, "nologin");
}

/** Creates the login roles or sets their passwords anew, and makes them members of their groups. */
export async function ensureLogins(client: AdminClient, logins: Logins): Promise<void> {
  for (const role of databaseRoles) {
    const { user, password } = logins[role];
    const verifier = literal(scramVerifier(password));
    await createRole(client, user, `login password ${verifier}`);
    await client.query(`alter role ${identifier(user)} login password ${verifier}`);
    await client.query(`grant ${identifier(`entente_${role}`)} to ${identifier(user)}`);
  }
}

/** Nobody but ours may connect, and nobody may create in `public`. Needs the owner of the database. */
export async function closeToOthers(client: AdminClient, database: string): Promise<void> {
  const groups = databaseRoles.map((role) => identifier(`entente_${role}`)).join(", ");
  await client.query(`revoke all on database ${identifier(database)} from public`);
  await client.query(`grant connect on database ${identifier(database)} to ${groups}`);
  await client.query("revoke create on schema public from public");
}

async function createRole(client: AdminClient, name: string, attributes: string): Promise<void> {
  const { rowCount } = await client.query("select 1 from pg_roles where rolname = $1", [name]);
  if (rowCount) return;
  try {
    await client.query(`create role ${identifier(name)} ${attributes}`);
  } catch (error) {
    // 42710 and 23505: somebody else created it between our two statements
    const code = error instanceof Error && "code" in error ? error.code : "";
    if (code !== "42710" && code !== "23505") throw error;
  }
}

/** What PostgreSQL stores for SCRAM-SHA-256 (RFC 5803 form): so no server log ever holds the password itself. */
export function scramVerifier(password: string, salt: Uint8Array = randomBytes(16), rounds = 4096): string {
  const salted = pbkdf2Sync(password.normalize("NFKC"), salt, rounds, 32, "sha256");
  const mac = (text: string): Buffer => createHmac("sha256", salted).update(text).digest();
  const stored = createHash("sha256").update(mac("Client Key")).digest("base64");
  const server = mac("Server Key").toString("base64");
  return `SCRAM-SHA-256$${rounds}:${Buffer.from(salt).toString("base64")}$${stored}:${server}`;
}
