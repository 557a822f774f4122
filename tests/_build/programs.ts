import { spawn, type ChildProcess } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { TestContext } from "node:test";
import { build } from "esbuild";
import { projectRoot } from "../../src/ports/project-root.ts";

/** A program of tests/programs, bundled and started as a process of its own that a test may kill. */
export interface Program {
  readonly pid: number;
  /** The next line it prints; rejects with its error output when it ends first. */
  line(): Promise<string>;
  say(text: string): void;
  kill(signal: NodeJS.Signals): Promise<void>;
  readonly ended: Promise<number | null>;
}

export interface StartProgram {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly uid?: number; // another user, when we are root
}

export async function startProgram(t: TestContext, name: string, ask: StartProgram = {}): Promise<Program> {
  const folder = mkdtempSync(join(projectRoot(), "dist/program-"));
  chmodSync(folder, 0o755);
  const outfile = join(folder, `${name}.mjs`);
  await build({
    entryPoints: [join(projectRoot(), "tests/programs", `${name}.ts`)], outfile, bundle: true, platform: "node",
      format: "esm",
    target: "node20", packages: "external", logLevel: "error",
  });
  const child = spawn(process.execPath, [outfile, ...(ask.args ?? [])], {
    cwd: projectRoot(), env: { ...process.env, ...ask.env }, stdio: ["pipe", "pipe", "pipe"],
    ...(ask.uid === undefined ? {} : { uid: ask.uid, gid: ask.uid }),
  });
  const program = follow(child);
  t.after(async () => {
    await program.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  });
  return program;
}

function follow(child: ChildProcess): Program {
  const lines: string[] = [];
  const waiting: { give(line: string): void; fail(error: Error): void }[] = [];
  let errors = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => (errors += text));
  if (child.stdout) {
    createInterface({ input: child.stdout }).on("line", (line) => {
      const next = waiting.shift();
      if (next) next.give(line);
      else lines.push(line);
    });
  }
  let over = false;
  const gone = (): Error => new Error(`the program ended: ${errors.slice(-2_000)}`);
  const ended = new Promise<number | null>((done) =>
    child.on("close", (code) => {
      over = true;
      for (const one of waiting.splice(0)) one.fail(gone());
      done(code);
    }));
  return {
    pid: child.pid ?? 0,
    line: () => new Promise((give, fail) => {
      const known = lines.shift();
      if (known !== undefined) give(known);
      else if (over) fail(gone());
      else waiting.push({ give, fail });
    }),
    say: (text) => child.stdin?.write(`${text}\n`),
    kill: async (signal) => {
      if (!over) child.kill(signal);
      await ended;
    },
    ended,
  };
}

/** uid of an unprivileged user when we are root, else undefined: the test then runs as the user it has. */
export function ordinaryUser(): number | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const line = readFileSync("/etc/passwd", "utf8").split("\n").find((one) => one.startsWith("nobody:"));
  return line ? Number(line.split(":")[2]) : undefined;
}
