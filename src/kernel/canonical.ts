/**
 * Canonical JSON (RFC 8785) of what we hash: objects, arrays, strings, booleans, null and integers within ±2^53.
 * Fractions are refused because nothing we store may be a float; bigint amounts travel as decimal strings.
 */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

/** Throws on fractions, unsafe integers and lone surrogates: what is hashed must have one reading. */
export function canonical(value: Json): string {
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "number") return canonicalNumber(value);
  if (typeof value === "string") return canonicalString(value);
  if (Array.isArray(value)) return `[${value.map((v) => canonical(v as Json)).join(",")}]`;
  const record = value as { readonly [key: string]: Json | undefined };
  // RFC 8785 sorts by UTF-16 code units, which is what the default sort of JavaScript does.
  const keys = Object.keys(record)
    .filter((k) => record[k] !== undefined)
    .sort();
  return `{${keys.map((k) => `${canonicalString(k)}:${canonical(record[k] as Json)}`).join(",")}}`;
}

export function canonicalBytes(value: Json): Uint8Array {
  return new TextEncoder().encode(canonical(value));
}

function canonicalNumber(value: number): string {
  if (!Number.isSafeInteger(value)) throw new RangeError(`not a safe integer: ${value}`);
  return Object.is(value, -0) ? "0" : String(value);
}

function canonicalString(value: string): string {
  if (hasLoneSurrogate(value)) throw new RangeError("lone surrogate");
  return JSON.stringify(value);
}

/** True when a UTF-16 half stands alone: such text has no UTF-8 form. */
export function hasLoneSurrogate(value: string): boolean {
  return /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(value);
}
