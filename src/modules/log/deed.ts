import type { Actor } from "../../kernel/actor.ts";
import type { Json } from "../../kernel/canonical.ts";
import type { EventId, RegisterId } from "../../kernel/ids.ts";
import type { Instant } from "../../kernel/instants.ts";
import type { Purpose } from "../../kernel/purpose.ts";
import type { Refusal } from "../../kernel/refusal.ts";
import type { Result } from "../../kernel/result.ts";
import type { Tx } from "../../ports/database/database.ts";
import type { DatabaseRole, Isolation } from "../../ports/database/database.ts";
import type { Organisation } from "../../ports/organisation.ts";
import type { World } from "../../ports/world.ts";
import type { Role } from "../../kernel/roles.ts";
import type { z } from "zod";

/** The transaction a deed stands in: guard, state change and event go through this one object. */
export interface Desk {
  readonly tx: Tx;
  readonly actor: Actor;
  readonly world: World;
  readonly organisation: Organisation;
  /**
   * The clock, read afresh at each call: after locks for the guard, and once more by `perform` just before
   * commit.
   */
  now(): Instant;
  /** Appends the event of this deed. At least one call per successful deed: `perform` asserts it. */
  record(event: NewEvent): Promise<EventId>;
  /** Something that must still hold at the instant of commit; a refusal here rolls everything back. */
  beforeCommit(check: (at: Instant) => Promise<Refusal | null>): void;
}

/**
 * A fact that happened. Ids, numbers, booleans and short codes only in `type` and `subject`: they stay for
 * ever.
 */
export interface NewEvent {
  readonly type: string; // "application.submitted": noun.past-participle
  readonly subject: string; // opaque id of what it is about
  readonly file?: string; // the partner's file it belongs to, for timelines and need-to-know
  readonly version?: number; // the subject's version after the deed
  readonly rules?: string; // regulation version it was judged under
  readonly body: Json; // sealed: encrypted beside the event, committed in the leaf
  /** Only register events: this part becomes a public leaf, readable by anyone for ever. */
  readonly publicPart?: {
    readonly registerId: RegisterId;
    readonly fields: Json;
    readonly withheld?: Readonly<Record<string, Json>>;
  };
}

/** A deed as faces see it: page, API and command line all run the same definition. */
export interface DeedDefinition<Ask = unknown, Answer = unknown> {
  readonly name: `${string}.${string}`; // "partners.submit": API path /api/partners/submit
  readonly who: readonly Role[] | "system"; // coarse: the deed itself guards state, file, separation
  readonly isolation: Isolation;
  readonly role?: DatabaseRole; // whose database privileges it runs with; "app" unless it erases
  readonly fresh?: boolean; // needs a gesture made within the last 5 minutes (passkey or code)
  readonly ask: z.ZodType<Ask>; // strict object: unknown fields are faults
  perform(desk: Desk, ask: Ask): Promise<Result<Answer, Refusal>>;
}

/** A question that changes nothing. Null means: nothing here that this actor may know of (404). */
export interface QuestionDefinition<Ask = unknown, Answer = unknown> {
  readonly name: `${string}.${string}`; // "partners.file": API path GET /api/partners/file?…
  readonly who: readonly Role[];
  readonly ask: z.ZodType<Ask>;
  answer(desk: ReadDesk, ask: Ask): Promise<Answer | null>;
  /**
   * Declares that the answer opens sealed content; `ask` then records who, what and for what before anybody sees it, on
   * page, in export and API alike. Runs in the answer's own snapshot. Null: this answer opens nothing. Absent: the
   * question opens nothing, whatever its answer; checks/sealed.json says why.
   */
  sealed?(answer: Answer, of: Opening<Ask>): Opened | null | Promise<Opened | null>;
}

/** What a declaration may look at besides the answer. */
export interface Opening<Ask> {
  readonly ask: Ask;
  readonly purpose: Purpose;
  readonly desk: ReadDesk;
}

/** Of what sealed content was opened: ids, never content. */
export interface Opened {
  readonly file: string | null; // partner's file; null: several, or none
  readonly subject?: string; // the one thing that was opened
}

/** For lists that show no sealed content on a page, but leave the house as a file or an answer to a machine. */
export function takenAway({ purpose }: Pick<Opening<unknown>, "purpose">, file: string | null = null): Opened | null {
  return purpose === "page" ? null : { file };
}

export interface ReadDesk {
  readonly tx: Tx;
  readonly actor: Actor;
  readonly world: World;
  readonly organisation: Organisation;
  now(): Instant;
}

/** Types a definition by its schema. */
export function deed<Ask, Answer>(definition: DeedDefinition<Ask, Answer>): DeedDefinition<Ask, Answer> {
  return definition;
}

export function question<Ask, Answer>(
  definition: QuestionDefinition<Ask, Answer>,
): QuestionDefinition<Ask, Answer> {
  return definition;
}
