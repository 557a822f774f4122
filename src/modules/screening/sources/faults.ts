/** One kind of oddity in a publisher's file: how often, and where it was first seen. */
export interface ListFault {
  readonly code: string; // message key `screening.fault.<code>`
  readonly detail: string; // element, column or value, cut at 80 characters: attacker-chosen
  readonly severity: "stop" | "warn";
  readonly count: number;
  readonly firstAt: string; // entry or line
}

/** What may be declared as a warning in source.yaml; everything else stops the import. */
export const tolerable = [
  "unknown-element", "unknown-column", "unknown-value", "country-unknown", "date-unreadable", "name-missing",
  "repeated-entry",
  "orphan-row",
] as const;
export type Tolerable = (typeof tolerable)[number];

/** Raised inside a parser at the first fault that stops; never leaves read-list.ts. */
export class StopReading extends Error {
  override readonly name = "StopReading";
  constructor(readonly fault: ListFault) {
    super(fault.code);
  }
}

const mostKinds = 200;

/** Counts faults by kind. A fault that the source does not tolerate stops at once. */
export class FaultBook {
  private readonly counts = new Map<string, ListFault>();

  constructor(private readonly warns: ReadonlySet<string>) {}

  note(code: Tolerable, detail: string, at: string): void {
    const fault: ListFault = {
      code, detail: detail.slice(0, 80), severity: this.warns.has(code) ? "warn" : "stop", count: 1,
        firstAt: at.slice(0, 80),
    };
    if (fault.severity === "stop") throw new StopReading(fault);
    const key = `${code}/${fault.detail}`;
    const known = this.counts.get(key);
    if (known) this.counts.set(key, { ...known, count: known.count + 1 });
    else if (this.counts.size < mostKinds) this.counts.set(key, fault);
  }

  stop(code: string, detail: string, at = ""): never {
    throw new StopReading({ code, detail: detail.slice(0, 80), severity: "stop", count: 1,
      firstAt: at.slice(0, 80) });
  }

  get all(): readonly ListFault[] {
    return [...this.counts.values()];
  }
}
