import { spawn } from "node:child_process";
import { join } from "node:path";

/** Runs the independent verifier as a process of its own, as a stranger would; each line it prints is handed on. */
export function runVerifier(
  root: string,
  args: readonly string[],
  onLine: (line: string) => void,
): Promise<number> {
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, [join(root, "verifier/entente-verify.mjs"), ...args], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    let rest = "";
    const take = (chunk: string): void => {
      const lines = (rest + chunk).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) onLine(line);
    };
    child.stdout.setEncoding("utf8").on("data", take);
    child.stderr.setEncoding("utf8").on("data", take);
    child.on("error", failed);
    child.on("close", (code) => {
      if (rest !== "") onLine(rest);
      done(code ?? 2);
    });
  });
}
