import type { Actor } from "../../kernel/actor.ts";
import type { Refusal } from "../../kernel/refusal.ts";
import { never } from "../../kernel/result.ts";
import type { Say } from "../../ui/say.ts";

/** Refusals of a kind "refused" that a machine must tell apart before it reads the code. */
const ownStatus: Readonly<Record<string, number>> = {
  "log/gesture-needed": 401,
  "log/idempotency-conflict": 422,
  "log/idempotency-key-unusable": 400,
  "api/sign-in-needed": 401,
};

/** The one map from kinds of "no" to wire statuses of the API. */
export function statusOf(refusal: Refusal): number {
  switch (refusal.kind) {
    case "fault": return 422;
    case "refused": return ownStatus[refusal.code] ?? 403;
    case "hidden": return 404;
    case "moved-on": return 409;
    case "busy": return 503;
    case "no-room": return 507;
    default: return never(refusal);
  }
}

/** Problem details (RFC 9457). `type` names the code; `title` is a sentence in the asker's language. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail?: string;
  readonly clauses?: readonly string[];
  readonly facts?: Readonly<Record<string, unknown>>;
  readonly faults?: readonly { readonly path: string; readonly code: string; readonly detail: string }[];
  readonly reference?: string; // of a fault of ours: what to quote
}

/** A refusal as problem details, its sentences in the asker's language. */
export function problemOf(refusal: Refusal, say: Say): Problem {
  const { sentence, reasons } = say.refusal(refusal);
  return {
    type: typeOf(refusal.code), title: sentence, status: statusOf(refusal), code: refusal.code,
    ...(reasons.length > 0 ? { detail: reasons.join(" · ") } : {}),
    ...(refusal.kind === "refused" && refusal.clauses ? { clauses: refusal.clauses } : {}),
    ...("facts" in refusal && refusal.facts ? { facts: refusal.facts } : {}),
    ...(refusal.kind === "fault"
      ? { faults: refusal.faults.map((f, i) => ({ path: f.path, code: f.code, detail: reasons[i] ?? f.code })) }
      : {}),
  };
}

/** What went wrong on the wire before any deed was asked: its sentence is the text `api.<reason>`. */
export type WireFault =
  | "json-only" | "key-needed" | "malformed" | "too-large" | "too-many" | "unreadable" | "no-such-method" | "broken";

const wireStatus: Readonly<Record<WireFault, number>> = {
  "json-only": 415, "key-needed": 400, malformed: 400, "too-large": 413, "too-many": 429, unreadable: 400,
  "no-such-method": 405, broken: 500,
};

export function wireProblem(fault: WireFault, say: Say, more: Pick<Problem, "reference" | "facts"> = {}): Problem {
  return {
    type: typeOf(`api/${fault}`), title: say(`api.${fault}`), status: wireStatus[fault], code: `api/${fault}`, ...more,
  };
}

function typeOf(code: string): string {
  return `urn:entente:problem:${code.replaceAll("/", ":")}`;
}

/** Nobody is signed in: that is what to change first, whatever role would be needed. */
export function asSeenBy(actor: Actor, refusal: Refusal): Refusal {
  return actor.side === "public" && refusal.code === "log/not-your-role"
    ? { kind: "refused", code: "api/sign-in-needed" }
    : refusal;
}
