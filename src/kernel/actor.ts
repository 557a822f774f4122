import type { AccountId, PartnerId, PersonId } from "./ids.ts";
import type { Lang } from "./lang.ts";
import type { Role } from "./roles.ts";

/** Who acts. `personId` is the verified human being: two accounts of one human are one person (S18). */
export interface Actor {
  readonly side: "organisation" | "partner" | "bureau" | "public" | "system";
  readonly accountId: AccountId | "system" | "public";
  readonly personId: PersonId | "system" | "public";
  readonly name: string; // as shown to colleagues; never enters events
  readonly roles: readonly Role[];
  readonly partnerId?: PartnerId; // side = partner: the one file this account belongs to, once it exists
  readonly country?: string; // side = bureau: ISO 3166-1 alpha-2
  readonly lang: Lang;
  readonly freshUntil?: number; // instant until which a fresh gesture (passkey or code) counts for decisions
}

/** Timers and subscribers act as the system, under the same guards as people. */
export const systemActor: Actor = {
  side: "system", accountId: "system", personId: "system", name: "system", roles: [], lang: "en",
};

export const publicActor: Actor = {
  side: "public", accountId: "public", personId: "public", name: "public", roles: ["public"], lang: "en",
};

export function hasRole(actor: Actor, ...wanted: readonly Role[]): boolean {
  return actor.roles.some((role) => wanted.includes(role));
}
