import type { Instant } from "../kernel/instants.ts";

/** One thing that waits for somebody, as the desk lists it. A door computes it from its own tables; nothing is copied. */
export interface Task {
  readonly key: string; // message key of the deed as a verb: "tasks.review-case"
  readonly file: string | null; // partner's file
  readonly fileName: string | null; // the partner's name, shown in <bdi>
  readonly subject: string; // what it is about, for a stable identity of the row
  readonly path: string; // where it is done
  readonly why: string; // message key: why it is this reader's
  readonly dueAt: Instant | null;
  readonly waitingFor: "me" | "others";
  readonly facts?: Readonly<Record<string, string | number>>; // arguments of both messages
}
