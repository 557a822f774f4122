import type { Config } from "../../../ports/config.ts";
import type { Terminal } from "../terminal.ts";

/** One command of the terminal. `run` answers the exit code; faults it expects are told, not thrown. */
export interface Command {
  readonly name: string; // "lists import": as typed
  readonly usage: string; // what follows the name
  readonly about: string; // one line
  run(ask: CommandAsk): Promise<number>;
}

export interface CommandAsk {
  readonly config: Config;
  readonly terminal: Terminal;
  readonly args: readonly string[]; // after the name; attacker-chosen only by whoever owns the machine
  readonly options: Readonly<Record<string, string | true>>; // --out DIR, --yes
}

/** Splits what was typed into words and options: `--name value`, or `--name` alone at the end or before another option. */
export function readArguments(typed: readonly string[]): Pick<CommandAsk, "args" | "options"> {
  const args: string[] = [];
  const options: Record<string, string | true> = {};
  for (let at = 0; at < typed.length; at += 1) {
    const word = typed[at] ?? "";
    if (!word.startsWith("--")) {
      args.push(word);
      continue;
    }
    const next = typed[at + 1];
    const hasValue = next !== undefined && !next.startsWith("--");
    options[word.slice(2)] = hasValue ? next : true;
    if (hasValue) at += 1;
  }
  return { args, options };
}
