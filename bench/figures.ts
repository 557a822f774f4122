import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg, totalmem } from "node:os";
import { dirname, join } from "node:path";

const path = "docs/reference/figures.md";
const head = [
  "# Figures", "",
  "Written by the benchmarks (`npm run bench:…`); each section says on which machine and at which commit it was",
  "measured. No test depends on them.", "",
].join("\n");

/** Replaces one section of docs/reference/figures.md, or adds it; the other sections stay as they are. */
export function writeFigures(section: string, markdown: string, root = process.cwd()): string {
  const file = join(root, path);
  const [begin, end] = [`<!-- ${section}:begin -->`, `<!-- ${section}:end -->`];
  const text = existsSync(file) ? readFileSync(file, "utf8") : head;
  const block = `${begin}\n${markdown.trim()}\n\n${machine(root)}\n${end}`;
  const [from, until] = [text.indexOf(begin), text.indexOf(end)];
  const whole = from >= 0 && until > from
    ? text.slice(0, from) + block + text.slice(until + end.length)
    : `${text.trimEnd()}\n\n${block}\n`;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, whole);
  return file;
}

/** What the figures were measured on. */
function machine(root: string): string {
  const [first] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  const load = (loadavg()[0] ?? 0).toFixed(1);
  const processor = `${first?.model.trim() ?? "an unnamed processor"}, ${cpus().length} cores, ${memory} GiB`;
  const day = new Date().toISOString().slice(0, 10);
  return `Measured on ${processor}, load average ${load}, Node ${process.version}, commit ${commitOf(root)}, ${day}.`;
}

function commitOf(root: string): string {
  const git = (...args: readonly string[]): string => execFileSync("git", args, { cwd: root, encoding: "utf8" }).trim();
  try {
    const commit = git("rev-parse", "--short", "HEAD");
    // Figures of code that no commit holds could not be measured again by anybody.
    const changed = git("status", "--porcelain", "--", "src", "bench", "migrations", "spec", "scripts", "package-lock.json");
    return changed === "" ? commit : `${commit} with changes that were not committed`;
  } catch {
    return "unknown";
  }
}

/** A table of the section; numbers arrive as text, already rounded. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(heads), line(heads.map((_, i) => (i === 0 ? "---" : "---:"))), ...rows.map(line)].join("\n");
}

export function milliseconds(from: bigint): number {
  return Number(process.hrtime.bigint() - from) / 1e6;
}

/**
 * Processor time of this process since `from`, in milliseconds: all its threads, so never flattering. Other work on
 * the machine does not enter it, as it enters the clock.
 */
export function processorMs(from: NodeJS.CpuUsage): number {
  const used = process.cpuUsage(from);
  return (used.user + used.system) / 1_000;
}

/** The value below which `share` (0–1) of the sorted values lie. */
export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
