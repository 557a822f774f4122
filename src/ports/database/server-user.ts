import { spawnSync } from "node:child_process";
import { chownSync, readFileSync } from "node:fs";
import { userInfo } from "node:os";
import { StartRefused } from "../start-refused.ts";

/** Who the server runs as. PostgreSQL refuses root, so root lends it the least of its users. */
export interface ServerUser {
  readonly name: string;
  readonly uid?: number; // set only when we are root and switch
  readonly gid?: number;
}

export function serverUser(): ServerUser {
  if (process.getuid?.() !== 0) return { name: userInfo().username };
  const users = readFileSync("/etc/passwd", "utf8").split("\n").map((line) => line.split(":"));
  for (const wanted of ["postgres", "nobody"]) {
    const [name, , uid, gid] = users.find(([user]) => user === wanted) ?? [];
    if (name && Number(uid) > 0) return { name, uid: Number(uid), gid: Number(gid) };
  }
  throw new StartRefused(
    "PostgreSQL does not run as root, and this machine has neither a user `postgres` nor `nobody` to run it as. " +
    "Start as an ordinary user, or set DATABASE_URL",
  );
}

/** Options of spawn that switch to the server's user and give it nothing of our environment. */
export function asServerUser(
  user: ServerUser, home: string,
): { uid?: number; gid?: number; cwd: string; env: NodeJS.ProcessEnv } {
  const env = { HOME: home, PATH: "/usr/local/bin:/usr/bin:/bin", LC_ALL: "C", TZ: "UTC" };
  return user.uid === undefined ? { cwd: home, env } : { uid: user.uid, gid: user.gid ?? user.uid, cwd: home, env };
}

/** Whether the server's user may reach and run this file, asked of the system rather than computed from modes. */
export function reachable(user: ServerUser, path: string): boolean {
  const options = { ...asServerUser(user, "/"), stdio: "ignore" as const };
  return spawnSync("/bin/sh", ["-c", 'test -x "$0"', path], options).status === 0;
}

export function giveTo(user: ServerUser, path: string): void {
  if (user.uid !== undefined) chownSync(path, user.uid, user.gid ?? user.uid);
}
