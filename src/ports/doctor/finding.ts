/** One line of `doctor`: what was looked at, how it is, and what to do when it is not well. */
export interface Finding {
  readonly what: string; // "clock", "disk"
  readonly state: "ok" | "warn" | "fail";
  readonly told: string;
  readonly remedy?: string;
}

export function ok(what: string, told: string): Finding {
  return { what, state: "ok", told };
}

export function warn(what: string, told: string, remedy: string): Finding {
  return { what, state: "warn", told, remedy };
}

export function fail(what: string, told: string, remedy: string): Finding {
  return { what, state: "fail", told, remedy };
}
