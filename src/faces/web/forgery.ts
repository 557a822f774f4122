import { timingSafeEqual } from "node:crypto";
import type { FastifyRequest } from "fastify";
import type { Keys } from "../../ports/keys.ts";

/**
 * The token a form carries: a MAC of the session's own secret, so that a page of another session, or of another site,
 * cannot write it. 256 bits; nothing is stored.
 */
export function formToken(keys: Keys, secret: string): string {
  return Buffer.from(keys.mac("csrf", secret)).toString("base64url");
}

/** @param sent attacker-chosen */
export function isFormToken(keys: Keys, secret: string | null, sent: unknown): boolean {
  if (secret === null || typeof sent !== "string") return false;
  const [own, other] = [Buffer.from(formToken(keys, secret)), Buffer.from(sent)];
  return own.length === other.length && timingSafeEqual(own, other);
}

/**
 * Whether the browser says the request comes from a page of ours. Absent headers pass (old browsers and machines send
 * none; the token still counts); "null" and any other origin do not.
 *
 * @param isLoopback evaluation on this machine: "localhost" and "127.0.0.1" are the same house
 */
export function isOwnOrigin(request: FastifyRequest, address: string, isLoopback: boolean): boolean {
  const site = request.headers["sec-fetch-site"];
  if (site !== undefined && site !== "same-origin" && site !== "none") return false;
  const origin = request.headers.origin;
  if (origin === undefined || origin === new URL(address).origin) return true;
  const host = request.headers.host ?? "";
  return isLoopback && /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(host) && origin === `http://${host}`;
}
