import { createHash } from "node:crypto";
import { canonical, type Json } from "../../kernel/canonical.ts";

/** SHA-256 of the UTF-8 bytes, hex. */
export function sha256Text(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}

export function sha256Json(value: Json): string {
  return sha256Text(canonical(value));
}
