import { Secret, TOTP } from "otpauth";
import { asciiDigits } from "../../../kernel/digits.ts";
import type { Instant } from "../../../kernel/instants.ts";
import type { Randomness } from "../../../ports/random.ts";

/** One-time codes of an authenticator app: RFC 6238, SHA-1, six digits, 30 seconds: what every app can do. */
const shape = { algorithm: "SHA1", digits: 6, period: 30 } as const;
const periodMs = shape.period * 1000;

export function newSeed(random: Randomness): Uint8Array {
  return random.bytes(20);
}

export interface CodeMoment {
  readonly now: Instant;
  readonly lastStep: number; // the newest step ever accepted for this seed; 0 for none
}

/**
 * The time step of a right code, or null. One step either side is accepted; a step that was used, or an older one, is
 * not (replay). Only the server's clock counts.
 *
 * @param typed attacker-chosen; local digits and spaces are read
 */
export function stepOfCode(seed: Uint8Array, typed: string, at: CodeMoment): number | null {
  const token = asciiDigits(typed.slice(0, 40)).replace(/\s/g, "");
  if (!/^\d{6}$/.test(token)) return null;
  const delta = TOTP.validate({ ...shape, token, secret: secretOf(seed), timestamp: at.now, window: 1 });
  if (delta === null) return null;
  const step = Math.floor(at.now / periodMs) + delta;
  return step > at.lastStep ? step : null;
}

/** The code an app shows at that moment; for tests and the demonstration's own people. */
export function codeAt(seed: Uint8Array, now: Instant): string {
  return TOTP.generate({ ...shape, secret: secretOf(seed), timestamp: now });
}

export interface Enrolment {
  readonly uri: string;
  readonly secret: string; // base 32, in groups of four
}

/** The address an app reads from the QR square, and the same secret for typing. */
export function enrolment(seed: Uint8Array, of: { issuer: string; label: string }): Enrolment {
  const totp = new TOTP({ ...shape, issuer: of.issuer, label: of.label, secret: secretOf(seed) });
  return { uri: totp.toString(), secret: totp.secret.base32.replace(/(.{4})/g, "$1 ").trim() };
}

function secretOf(seed: Uint8Array): Secret {
  return new Secret({ buffer: new Uint8Array(seed).buffer });
}
