import { hash, verify } from "@node-rs/argon2";
import type { Fault } from "../../../kernel/refusal.ts";
import { Busy } from "../../../ports/database/database.ts";
import type { Randomness } from "../../../ports/random.ts";
import { blockedPasswords } from "./blocked-passwords.ts";

/** Argon2id, 19 MiB, two passes: about 30 ms on the machines we measured. Source: OWASP's second profile. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1, outputLen: 32 } as const;

export const passwordMin = 15;
export const passwordMax = 128;

/** A flood of sign-ins may not eat the machine: few hashings at once, a bounded queue behind them (AV-03). */
const atOnceMax = 2;
const waitingMax = 64;
let running = 0;
const waiting: (() => void)[] = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= atOnceMax) {
    if (waiting.length >= waitingMax) throw new Busy("password checks");
    await new Promise<void>((go) => waiting.push(go));
  } else running += 1;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}

/**
 * Length and the block list, nothing about classes of characters: composition rules make worse passwords.
 *
 * @param own words of the account (address, name, organisation) that may not make up the password
 */
export function passwordFault(password: string, own: readonly string[]): Fault | null {
  const length = [...password.normalize("NFKC")].length;
  if (length < passwordMin) return { path: "password", code: "password-too-short", facts: { min: passwordMin } };
  if (length > passwordMax) return { path: "password", code: "password-too-long", facts: { max: passwordMax } };
  const plain = plainOf(password);
  if (new Set(plain).size < 5) return { path: "password", code: "password-guessable" };
  const blocked = [...blockedPasswords, ...own.map(plainOf).filter((word) => word.length >= 8)];
  const bare = plain.replace(/\d+$/, "");
  const known = blocked.some((word) => word === plain || word === bare || plain.replaceAll(word, "").length < 5);
  return known ? { path: "password", code: "password-guessable" } : null;
}

export function hashPassword(random: Randomness, password: string): Promise<string> {
  return inTurn(() => hash(password.normalize("NFKC"), { ...cost, salt: random.bytes(16) }));
}

/** An account without a password is compared with this: unknown and wrong take the same work (AN-16). */
const nobodysHash = "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5cy1zYWx0LTEyMw$xBl5lPa0vBHaUJ6eHhKHGeAcbAQ2OjGPA7ZBKCzV9Zw";

/** @param stored null for an unknown account or one without a password: the same work, then false */
export async function passwordMatches(stored: string | null, password: string): Promise<boolean> {
  const given = password.slice(0, 1000).normalize("NFKC");
  const same = await inTurn(() => verify(stored ?? nobodysHash, given));
  return same && stored !== null;
}

function plainOf(text: string): string {
  return text.normalize("NFKD").replace(/[\s\p{M}]/gu, "").toLowerCase();
}
