/** A deed's answer: the value, or the reason why not. Refusals are values; only bugs throw. */
export type Result<T, E> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };

export function ok<T>(value: T): Result<T, never> {
  return { ok: true, value };
}

export function no<E>(error: E): Result<never, E> {
  return { ok: false, error };
}

/** Throws when an invariant of ours is broken: the transaction rolls back and the file stops. */
export function assert(condition: unknown, claim: string): asserts condition {
  if (!condition) throw new BrokenInvariant(claim);
}

export class BrokenInvariant extends Error {
  override readonly name = "BrokenInvariant";
}

/** Closes an exhaustive switch: a new member of a union is then a compile error, not a silent default. */
export function never(value: never): never {
  throw new BrokenInvariant(`unexpected value ${JSON.stringify(value)}`);
}
