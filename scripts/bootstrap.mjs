// Installs the packages when they are missing or the lockfile changed, and does nothing else. Runs before anything is
// installed, so it imports nothing but Node's own modules. Install scripts are off: no package of ours needs one.
//
//   node scripts/bootstrap.mjs          what running needs
//   node scripts/bootstrap.mjs --dev    what tests need too
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = process.env.ENTENTE_ROOT || join(dirname(fileURLToPath(import.meta.url)), "..");
const stamp = join(root, "node_modules/.entente-lock");
const lock = join(root, "package-lock.json");

function stop(text) {
  process.stderr.write(`${text}\n`);
  process.exit(1);
}

function checkNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  stop(`Entente needs Node 20.19 or later and this is ${process.versions.node} (${process.execPath}).\n` +
    "Install a newer one (https://nodejs.org, or your distribution's package) and run the command again.");
}

/** The lockfile's hash and how much of it was installed: written after a whole install, so half of one is repeated. */
function wantedStamp(all) {
  return `${createHash("sha256").update(readFileSync(lock)).digest("hex")} ${all ? "all" : "runtime"}\n`;
}

function isInstalled(all) {
  if (!existsSync(stamp)) return isInstalledByHand(all);
  const found = readFileSync(stamp, "utf8");
  return found === wantedStamp(true) || (!all && found === wantedStamp(false));
}

/** Somebody ran npm themselves after the lockfile was written: npm notes what it put there. */
function isInstalledByHand(all) {
  const note = join(root, "node_modules/.package-lock.json");
  if (!existsSync(note) || statSync(note).mtimeMs < statSync(lock).mtimeMs) return false;
  const hasDev = readFileSync(note, "utf8").includes('"node_modules/typescript"');
  if (!all || hasDev) writeFileSync(stamp, wantedStamp(hasDev));
  return !all || hasDev;
}

function install(all) {
  process.stderr.write(existsSync(join(root, "node_modules")) ? "packages changed: installing …\n" : "installing packages …\n");
  rmSync(stamp, { force: true });
  const args = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", ...(all ? [] : ["--omit=dev"])];
  const windows = process.platform === "win32";
  const run = spawnSync(windows ? "npm.cmd" : "npm", args, {
    cwd: root, encoding: "utf8", shell: windows, stdio: ["ignore", "ignore", "pipe"],
  });
  if (run.error) stop(`npm could not be started: ${run.error.message}. It comes with Node; is it on the PATH?`);
  if (run.status !== 0) stop(reasonOf(run.stderr));
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, wantedStamp(all));
}

const reasons = [
  [/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT|EHOSTUNREACH/,
    "the package registry cannot be reached. Connect this machine once, or point npm at a mirror or a filled cache " +
    "(npm config set registry … / npm ci --prefer-offline), and run the command again."],
  [/E40[13]\b/, "the package registry refused us: check the login in .npmrc."],
  [/ENOSPC/, "the disk is full."],
  [/EACCES|EPERM|EROFS/, `the folder ${root} cannot be written by this user.`],
  [/EUSAGE|can only install packages when your package/, "package.json and package-lock.json do not agree: restore both from the release."],
  [/EINTEGRITY/, "a package does not match its recorded hash: nothing of it was used. Clear the cache (npm cache clean --force) and try again."],
];

function reasonOf(output) {
  const known = reasons.find(([mark]) => mark.test(output));
  const tail = output.trim().split("\n").slice(-6).join("\n");
  return `The packages could not be installed: ${known ? known[1] : "npm said:"}\n\n${tail}`;
}

checkNode();
const all = process.argv.includes("--dev");
if (!existsSync(lock)) stop(`${lock} is missing: this folder is not a whole copy of Entente.`);
if (!isInstalled(all)) install(all);
