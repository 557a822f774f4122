/** Operational traces (not evidence): one JSON line each, no personal data, no values from input. */
export interface Trace {
  info(what: string, facts?: Record<string, string | number | boolean>): void;
  warn(what: string, facts?: Record<string, string | number | boolean>): void;
  fault(what: string, error: unknown): void;
}

export const silentTrace: Trace = { info: () => {}, warn: () => {}, fault: () => {} };
