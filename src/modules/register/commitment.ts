import { createHash } from "node:crypto";
import { canonical } from "../../../verifier/fold.mjs";

/** Hex SHA-256 of a version's public fields: what its seal is drawn from. Same fields, same rosette, anywhere. */
export function commitmentOfFields(fields: unknown): string {
  return createHash("sha256").update(canonical(fields)).digest("hex");
}
