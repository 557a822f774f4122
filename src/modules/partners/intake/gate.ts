import type { PartnerId } from "../../../kernel/ids.ts";
import { iso, plusMonths, type Instant } from "../../../kernel/instants.ts";
import { refused, type Facts, type Refusal } from "../../../kernel/refusal.ts";
import type { Tx } from "../../../ports/database/database.ts";
import type { Content } from "../form/content.ts";
import { shapeOf } from "../form/ownership.ts";
import { isEligibleForm } from "../form/tables.ts";
import { nameKey, nearFromBps, nearnessBps, registerKey } from "../reading/names.ts";
import { lastRefusal, otherNameKeys, sameIdentity, type OtherFile } from "../stores/store-gate.ts";

export const gateChecks = [
  "legal-status", "register-evidence", "duplicate-register", "duplicate-lei", "near-name", "earlier-refusal",
  "ownership", "declaration",
] as const;
export type GateCheck = (typeof gateChecks)[number];

/**
 * One question the gate asks before a case may be opened. "look": a person must look and say why it does not matter.
 * "stop": it cannot be admitted. Beside each: facts for its sentence, the clause, where the fact comes from.
 */
export interface GateResult {
  readonly check: GateCheck;
  readonly outcome: "passed" | "look" | "stop";
  readonly facts: Facts;
  readonly clause: string;
  readonly source: "application" | "other-files" | "earlier-applications";
  readonly others: readonly OtherFile[]; // files it is about; shown to officers only
}

/** States in which another file with the same identity does not stop a new one: it has ended. */
const ended = ["declined", "withdrawn", "lapsed"];

export interface GateAsk {
  readonly partner: PartnerId;
  readonly content: Content;
  readonly at: Instant;
  readonly refusalMonths: number; // `application.refusalMonths` in force
}

/** Runs every check afresh: on the page, and once more inside the deed that admits. Source: art. 6, R39.4. */
export async function gateOf(tx: Tx, ask: GateAsk): Promise<readonly GateResult[]> {
  const { registration } = ask.content;
  const same = await sameIdentity(tx, {
    partner: ask.partner,
    country: registration.country,
    register: registerKey(registration.registerNumber),
    lei: registration.lei,
  });
  return [
    legalStatus(ask.content),
    registerEvidence(ask.content),
    duplicate("duplicate-register", same.filter((o) => o.via === "register")),
    duplicate("duplicate-lei", same.filter((o) => o.via === "lei")),
    await nearName(tx, ask),
    await earlierRefusal(tx, ask, same),
    ownership(ask.content),
    declaration(ask.content),
  ];
}

const passed = { outcome: "passed", facts: {}, others: [] } as const;

function legalStatus(content: Content): GateResult {
  const { legalForm } = content.registration;
  const outcome = isEligibleForm(legalForm) ? "passed" : "stop";
  return { ...passed, check: "legal-status", outcome, facts: { legalForm }, clause: "R6.1", source: "application" };
}

/** Intake sees only that an extract was handed in; whether it is E2 or better is judged in the case. */
function registerEvidence(content: Content): GateResult {
  const has = content.documents.some((d) => d.kind === "register-extract");
  return { ...passed, check: "register-evidence", outcome: has ? "passed" : "stop", clause: "R6.1", source: "application" };
}

/** A file that is alive stops a second one; one that ended is only worth a look. */
function duplicate(check: "duplicate-register" | "duplicate-lei", others: readonly OtherFile[]): GateResult {
  const alive = others.some((o) => !ended.includes(o.state));
  const outcome = alive ? "stop" : others.length > 0 ? "look" : "passed";
  return { check, outcome, facts: { count: others.length }, clause: "R1.1", source: "other-files", others };
}

async function nearName(tx: Tx, ask: GateAsk): Promise<GateResult> {
  const own = ask.content.names.map((n) => nameKey(n.text));
  const nearest = new Map<PartnerId, OtherFile>();
  for (const other of await otherNameKeys(tx, ask.partner)) {
    if (nearest.size < 10 && own.some((key) => nearnessBps(key, other.key) >= nearFromBps)) {
      nearest.set(other.id, { id: other.id, name: other.name, state: other.state, via: "name" });
    }
  }
  const others = [...nearest.values()];
  const outcome = others.length > 0 ? "look" : "passed";
  return { check: "near-name", outcome, facts: { count: others.length }, clause: "R1.1", source: "other-files", others };
}

/** R39.4: a refusal holds for some months, under whatever file, unless the partner names a new fact. */
async function earlierRefusal(tx: Tx, ask: GateAsk, same: readonly OtherFile[]): Promise<GateResult> {
  const { refusalMonths } = ask;
  const files = [ask.partner, ...same.map((o) => o.id)];
  const at = await lastRefusal(tx, { files, since: plusMonths(ask.at, -refusalMonths) });
  const base = { check: "earlier-refusal", clause: "R39.4", source: "earlier-applications", others: [] } as const;
  if (at === null || ask.at >= plusMonths(at, refusalMonths)) return { ...base, outcome: "passed", facts: {} };
  const hasNewFact = ask.content.declaration.newFact !== "";
  const facts = { refusedOn: iso(at).slice(0, 10), until: iso(plusMonths(at, refusalMonths)).slice(0, 10) };
  return { ...base, outcome: hasNewFact ? "look" : "stop", facts };
}

function ownership(content: Content): GateResult {
  const shape = shapeOf(content.owners);
  const marked = shape.hasCycle || shape.depth > 20 || shape.hasBearerShares;
  const facts = { depth: shape.depth, hasCycle: shape.hasCycle, hasBearerShares: shape.hasBearerShares };
  return {
    ...passed,
    check: "ownership",
    outcome: marked ? "look" : "passed",
    facts,
    clause: "R9.3",
    source: "application",
  };
}

function declaration(content: Content): GateResult {
  const facts = { signedOn: content.declaration.signedOn, signatories: content.declaration.signatories.length };
  return { ...passed, check: "declaration", facts, clause: "S18", source: "application" };
}

export interface Judged {
  readonly check: GateCheck;
  readonly reason: string;
}

/** Why this gate does not open, or null. Every "look" needs a person's reason; a "stop" has none. */
export function gateRefusal(results: readonly GateResult[], judged: readonly Judged[]): Refusal | null {
  const stop = results.find((r) => r.outcome === "stop");
  if (stop?.check === "earlier-refusal") return refused("partners/refused-recently", stop.facts, [stop.clause]);
  if (stop?.check.startsWith("duplicate"))
    return refused("partners/duplicate", { count: stop.others.length }, [stop.clause]);
  if (stop) return refused("partners/not-eligible", { check: stop.check }, [stop.clause]);
  const unjudged = results.find((r) => r.outcome === "look" && !judged.some((j) => j.check === r.check));
  return unjudged ? refused("partners/gate-unjudged", { check: unjudged.check }, [unjudged.clause]) : null;
}
