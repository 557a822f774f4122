import type { Refusal } from "../../kernel/refusal.ts";
import { never } from "../../kernel/result.ts";
import type { Say } from "../../ui/say.ts";

/** The one map from kinds of "no" to wire statuses of the API. */
export function statusOf(refusal: Refusal): number {
  switch (refusal.kind) {
    case "fault": return 422;
    case "refused": return refusal.code === "log/gesture-needed" ? 401 : 403;
    case "hidden": return 404;
    case "moved-on": return 409;
    case "busy": return 503;
    default: return never(refusal);
  }
}

export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail?: string;
  readonly clauses?: readonly string[];
  readonly facts?: Readonly<Record<string, unknown>>;
  readonly faults?: readonly { readonly path: string; readonly code: string; readonly detail: string }[];
}

/** A refusal as RFC 9457 problem details, its sentences in the asker's language. */
export function problemOf(refusal: Refusal, say: Say): Problem {
  const { sentence, reasons } = say.refusal(refusal);
  return {
    type: `about:blank#${refusal.code}`, title: sentence, status: statusOf(refusal), code: refusal.code,
    ...(reasons.length > 0 ? { detail: reasons.join(" · ") } : {}),
    ...(refusal.kind === "refused" && refusal.clauses ? { clauses: refusal.clauses } : {}),
    ...("facts" in refusal && refusal.facts ? { facts: refusal.facts } : {}),
    ...(refusal.kind === "fault"
      ? { faults: refusal.faults.map((f, i) => ({ path: f.path, code: f.code, detail: reasons[i] ?? f.code })) }
      : {}),
  };
}
