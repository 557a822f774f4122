/**
 * The closed kinds of "no" that may cross any border. Faces map `kind` to a wire status in one place.
 * Texts are made at the face from `code` (`refusal.<code with dots>`) in the reader's language.
 */
export type Refusal =
  | { readonly kind: "fault"; readonly code: string; readonly faults: readonly Fault[] }
  | { readonly kind: "refused"; readonly code: string; readonly clauses?: readonly string[]; readonly facts?: Facts }
  | { readonly kind: "hidden"; readonly code: "hidden" }
  | { readonly kind: "moved-on"; readonly code: string; readonly facts?: Facts }
  | { readonly kind: "busy"; readonly code: "busy" }
  | { readonly kind: "no-room"; readonly code: "no-room" };

/** One unreadable input. `path` is the field's name; `code` names a message `fault.<code>`. */
export interface Fault {
  readonly path: string;
  readonly code: string;
  readonly facts?: Facts;
}

/** What the asker may see of why: ids, numbers, short texts. Values from input are cut at 80 characters. */
export type Facts = Readonly<Record<string, string | number | boolean>>;

/** The rules say no. `code` is `module/reason`; `clauses` are regulation or separation ids such as "R20.1", "S3". */
export function refused(code: string, facts?: Facts, clauses?: readonly string[]): Refusal {
  return { kind: "refused", code, ...(clauses ? { clauses } : {}), ...(facts ? { facts } : {}) };
}

/** The asker may not know whether it exists: identical to absence everywhere. */
export const hidden: Refusal = { kind: "hidden", code: "hidden" };

/** Nothing happened; the same ask with the same key is safe a moment later. */
export const busy: Refusal = { kind: "busy", code: "busy" };

/** Nothing happened, and nothing will until the operator makes room on the machine. */
export const noRoom: Refusal = { kind: "no-room", code: "no-room" };

/** Somebody was faster, or the state does not allow it any more. */
export function movedOn(code: string, facts?: Facts): Refusal {
  return { kind: "moved-on", code, ...(facts ? { facts } : {}) };
}

export function faulty(faults: readonly Fault[], code = "input/faulty"): Refusal {
  return { kind: "fault", code, faults };
}
