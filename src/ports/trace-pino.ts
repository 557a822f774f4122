import { pino, type DestinationStream } from "pino";
import type { Trace } from "./trace.ts";

/**
 * JSON lines on standard error (standard output belongs to the command's answer). An error is traced by its kind and
 * place only: messages of databases and parsers quote the values they choke on.
 */
export function pinoTrace(level: "info" | "warn" | "silent" = "info", to: DestinationStream = pino.destination(2)): Trace {
  const log = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, to);
  return {
    info: (what, facts) => log.info(facts ?? {}, what),
    warn: (what, facts) => log.warn(facts ?? {}, what),
    fault: (what, error) => log.error(faultFacts(error), what),
  };
}

function faultFacts(error: unknown): Record<string, string> {
  if (!(error instanceof Error)) return { kind: typeof error };
  const facts: Record<string, string> = { kind: error.name };
  for (const key of ["code", "schema", "table", "constraint", "routine"]) {
    const value: unknown = Reflect.get(error, key);
    if (typeof value === "string") facts[key] = value.slice(0, 80);
  }
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line)).slice(0, 12);
  facts["at"] = frames.map((line) => line.trim().slice(3)).join(" < ");
  if (error.cause instanceof Error) facts["cause"] = error.cause.name;
  return facts;
}
