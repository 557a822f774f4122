import { readConfig } from "../../ports/config.ts";
import { StartRefused } from "../../ports/start-refused.ts";
import { commands } from "./commands/table.ts";
import { readArguments } from "./commands/command.ts";
import { processTerminal, type Terminal } from "./terminal.ts";

/**
 * Reads one command and runs it: nothing named means serve. Every expected fault is one clear message and exit code
 * 1; an unexpected one shows its stack and exit code 2.
 */
export async function runCommandLine(
  typed: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  terminal: Terminal = processTerminal(),
): Promise<number> {
  const { args, options } = readArguments(typed);
  if (options["help"] === true || args[0] === "help") return help(terminal);
  const found =
    commands.find((c) => c.name === args.slice(0, 2).join(" ")) ??
    commands.find((c) => c.name === (args[0] ?? "serve"));
  if (!found) {
    terminal.fault(`there is no command \`${args.slice(0, 2).join(" ").slice(0, 80)}\`; \`help\` lists them`);
    return 1;
  }
  try {
    const config = readConfig(env);
    return await found.run({ config, terminal, options, args: args.slice(found.name.split(" ").length) });
  } catch (error) {
    if (error instanceof StartRefused) {
      terminal.fault(error.message);
      return 1;
    }
    terminal.fault(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return 2;
  }
}

function help(terminal: Terminal): number {
  terminal.line("entente: the platform of an international police organisation's partnerships");
  terminal.line();
  const width = Math.max(...commands.map((c) => `${c.name} ${c.usage}`.length));
  for (const c of commands) terminal.line(`  ${`${c.name} ${c.usage}`.padEnd(width)}  ${c.about}`);
  terminal.line();
  terminal.line("Settings are read from the environment; docs/how-to/configure.md lists them.");
  return 0;
}
