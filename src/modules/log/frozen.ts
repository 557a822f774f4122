import { createHash } from "node:crypto";

/**
 * Values as text and back, for answers that are stored and asks that are compared. JSON plus two forms JSON
 * lacks: bigint as {"$bigint":"12"} and bytes as {"$bytes":"base64"}. Keys are sorted, so equal values have
 * equal texts.
 */
export function freeze(value: unknown): string {
  return JSON.stringify(plain(value)) ?? "null";
}

function plain(value: unknown): unknown {
  if (typeof value === "bigint") return { $bigint: value.toString() };
  if (value instanceof Uint8Array) return { $bytes: Buffer.from(value).toString("base64") };
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([, v]) => v !== undefined);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([k, v]) => [k, plain(v)]));
}

/** The value `freeze` wrote. Throws on text that is not ours. */
export function thaw(text: string): unknown {
  return JSON.parse(text, (_key, value: unknown) => {
    if (typeof value !== "object" || value === null) return value;
    if ("$bigint" in value) return BigInt(String(value.$bigint));
    if ("$bytes" in value) return new Uint8Array(Buffer.from(String(value.$bytes), "base64"));
    return value;
  });
}

/** SHA-256 of the frozen value: what the same idempotency key must repeat. */
export function hashOf(value: unknown): Buffer {
  return createHash("sha256").update(freeze(value)).digest();
}
