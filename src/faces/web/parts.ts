import type { FastifyRequest } from "fastify";
import type { Actor } from "../../kernel/actor.ts";
import type { Instant } from "../../kernel/instants.ts";
import type { DeedDefinition, QuestionDefinition, ReadDesk } from "../../modules/log/index.ts";
import type { Built } from "../../ports/built.ts";
import type { World } from "../../ports/world.ts";
import type { ClauseText } from "../../ui/catalogue.ts";
import type { Evaluation } from "../../ui/layouts/chrome.ts";
import type { Page } from "../../ui/page.ts";
import type { Task } from "../../ui/task.ts";

/** What a face needs of every module: its door. */
export interface Door {
  readonly deeds: readonly DeedDefinition[];
  readonly questions: readonly QuestionDefinition[];
  readonly pages: readonly Page[];
  tasks(desk: ReadDesk): Promise<readonly Task[]>;
}

/** Who sends a request, as access judged it a moment ago. */
export interface WebSession {
  readonly actor: Actor;
  readonly endsAt: Instant; // unless another request comes before
  readonly warnAt: Instant;
}

export interface WebParts {
  readonly world: World;
  readonly built: Built;
  readonly doors: readonly Door[];
  readonly pages: readonly Page[]; // of faces themselves: desk, partner file, review
  readonly clauseText?: ClauseText;
  /** Null for an unknown, ended or expired token; the token is attacker-chosen. */
  openSession(token: string | null): Promise<WebSession | null>;
  /** The last signed checkpoint, for the foot of every page. */
  checkpoint(): Promise<{ readonly size: number; readonly at: Instant } | null>;
  /** Evaluation mode only: who may be acted as. */
  evaluation?(actor: Actor): Promise<Evaluation | null>;
  /** Single-key shortcuts wanted by this account. */
  shortcuts?(actor: Actor): Promise<boolean>;
  readonly limits?: Partial<Limits>;
}

/** Requests per minute: one account (or address, when nobody is signed in) and all together; and how late is too late. */
export interface Limits {
  readonly perAccount: number;
  readonly postsPerAccount: number;
  readonly all: number;
  /** Mean delay of the event loop above which requests are told "busy"; 0: never, for callers inside the process. */
  readonly loopDelayMs: number;
}

/** What the first hook learnt about a request. */
export interface Visit {
  readonly token: string | null;
  readonly session: WebSession | null;
}

const visits = new WeakMap<FastifyRequest, Visit>();

export function rememberVisit(request: FastifyRequest, visit: Visit): void {
  visits.set(request, visit);
}

export function visitOf(request: FastifyRequest): Visit {
  return visits.get(request) ?? { token: null, session: null };
}
