import { createHash, randomBytes } from "node:crypto";
import { existsSync, lstatSync, mkdirSync, readFileSync, realpathSync, renameSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { StartRefused } from "../start-refused.ts";
import { giveTo, reachable, serverUser, type ServerUser } from "./server-user.ts";

/** Where the built-in server keeps things, decided once and remembered in the state folder (0600). */
export interface Place {
  readonly base: string; // data/, run/ and server.log; belongs to the server's user, 0700
  readonly sockets: string;
  readonly password: string; // of the owner's login
  readonly token: string; // a row in the server by which we recognise it
}

export const ownerLogin = "entente_owner";

/** The remembered place, or a new one. `state` belongs to us; `base` to the user the server runs as. */
export function placeIn(state: string): { readonly place: Place; readonly user: ServerUser; readonly isNew: boolean } {
  mkdirSync(state, { recursive: true });
  const file = join(state, "database.json");
  const known = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Place) : null;
  const user = ownerOf(known) ?? serverUser();
  const place = known ?? newPlace(realpathSync(state), user);
  if (!known) writePrivately(file, JSON.stringify(place, null, 1));
  prepare(place.base, user);
  prepare(place.sockets, user);
  return { place, user, isNew: !known };
}

/** A folder made by another user keeps its owner: root then runs the server as that user, anybody else is told. */
function ownerOf(known: Place | null): ServerUser | null {
  if (!known || !existsSync(known.base)) return null;
  const { uid, gid } = statSync(known.base);
  const me = process.getuid?.() ?? 0;
  if (me === 0 && uid !== 0) return { name: `user ${uid}`, uid, gid };
  if (me !== uid) {
    throw new StartRefused(`the database folder ${known.base} belongs to user ${uid} and this is user ${me}: start as ` +
      "the user who started it first (or as root), or remove it with `npm run entente -- reset`");
  }
  return null;
}

function newPlace(state: string, user: ServerUser): Place {
  const key = createHash("sha256").update(state).digest("hex").slice(0, 16);
  // A clone below a private home is out of the server user's reach; its data then lives under the system's folder.
  const base = reachable(user, state) ? join(state, "database") : join(systemFolder(), key);
  const near = join(base, "run");
  return {
    base,
    // a socket's path may have 107 bytes on Linux and 103 on macOS
    sockets: Buffer.byteLength(near) + "/.s.PGSQL.5432".length <= 100 ? near : `/tmp/entente-${key}`,
    password: randomBytes(24).toString("base64url"),
    token: randomBytes(16).toString("hex"),
  };
}

/** For root only: reachable by every user, written by root alone. */
export function systemFolder(): string {
  const folder = "/var/lib/entente";
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  return folder;
}

/** Makes a private folder of the server's user; one that somebody else put there first is refused. */
function prepare(folder: string, user: ServerUser): void {
  if (!existsSync(folder)) {
    mkdirSync(folder, { mode: 0o700 });
    giveTo(user, folder);
  }
  const found = lstatSync(folder);
  const wanted = user.uid ?? process.getuid?.() ?? found.uid;
  if (!found.isDirectory() || found.uid !== wanted || (found.mode & 0o077) !== 0) {
    throw new StartRefused(`${folder} is not a private folder of ${user.name}: remove it and start again`);
  }
}

/** Whole or not at all, readable by us alone. */
export function writePrivately(file: string, text: string): void {
  const beside = `${file}.${process.pid}`;
  writeFileSync(beside, text, { mode: 0o600, flush: true });
  renameSync(beside, file);
}
