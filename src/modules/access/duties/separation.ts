/**
 * What one human may not do twice on one partner's file. Policy is this table; the engine below is a loop.
 * Source: regulation art. 24; rules S1–S7, S10, S12, S17, S18.
 */
export const duties = [
  "propose", "intake", "analyse", "review", "issue-verdict", "ethics", "clear-first", "clear-second", "legal-check",
  "value", "post", "reconcile", "decide", "sign", "publish", "support", "represent",
] as const;
export type Duty = (typeof duties)[number];

export function isDuty(value: unknown): value is Duty {
  return typeof value === "string" && (duties as readonly string[]).includes(value);
}

export interface SeparationRule {
  readonly rule: string; // clause id shown to people
  readonly a: Duty;
  readonly b: Duty;
  readonly scope: "file" | "subject"; // subject: only within the same hit, entry, contribution …
  readonly text: string; // message key
}

const rows: readonly [string, readonly Duty[], readonly Duty[], "file" | "subject"][] = [
  // S1: whoever promotes the file neither assesses nor decides it.
  ["S1", ["propose", "intake", "support"],
    ["analyse", "review", "issue-verdict", "ethics", "clear-first", "clear-second", "decide"], "file"],
  ["S2", ["analyse"], ["review", "issue-verdict"], "file"],
  ["S2", ["review"], ["issue-verdict"], "file"],
  ["S2", ["clear-first"], ["clear-second"], "subject"],
  ["S3", ["issue-verdict"], ["decide"], "file"],
  // Art. 24: the assessors of a file do not decide it either.
  ["S3", ["analyse", "review"], ["decide"], "file"],
  ["S4", ["propose"], ["value", "post"], "file"],
  ["S4", ["value"], ["post"], "file"],
  ["S5", ["post"], ["reconcile"], "file"],
  ["S6", ["legal-check"], ["decide", "sign"], "file"],
  ["S7", ["ethics"], ["analyse", "review", "issue-verdict", "decide"], "file"],
  // S10: the register's editor made nothing of what is published.
  ["S10", ["publish"],
    ["propose", "intake", "analyse", "review", "issue-verdict", "value", "post", "decide"], "file"],
  // S18: the human who stands for the partner does nothing on the organisation's side of the file.
  ["S18", ["represent"], duties.filter((duty) => duty !== "represent"), "file"],
];

export const separation: readonly SeparationRule[] = rows.flatMap(([rule, as, bs, scope]) =>
  as.flatMap((a) => bs.map((b) => ({ rule, a, b, scope, text: `access.separation.${rule.toLowerCase()}` }))),
);

/** The first rule that keeps a person who did `earlier` from `duty`; null when both are allowed. */
export function excludes(earlier: Taken, duty: Duty, subject: string): SeparationRule | null {
  for (const row of separation) {
    const pair = (row.a === earlier.duty && row.b === duty) || (row.b === earlier.duty && row.a === duty);
    if (pair && (row.scope === "file" || earlier.subject === subject)) return row;
  }
  return null;
}

export interface Taken {
  readonly duty: Duty;
  readonly subject: string; // "" when the duty concerns the whole file
}
