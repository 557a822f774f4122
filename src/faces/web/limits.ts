import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { visitOf, type Limits } from "./parts.ts";

export const usualLimits: Limits = { perAccount: 600, postsPerAccount: 120, all: 12_000, loopDelayMs: 2_000 };

type Hook = (request: FastifyRequest, reply: FastifyReply) => Promise<void>;

export interface Brakes {
  readonly reads: Hook;
  readonly writes: Hook;
}

/**
 * Two brakes on every request: one on the account (on the peer's address when nobody is signed in), one on all
 * together. The plugin's own hooks run only once per request, so both are asked here by hand.
 */
export function brakes(app: FastifyInstance, wanted: Partial<Limits> = {}): Brakes {
  const limits = { ...usualLimits, ...wanted };
  const perMinute = (max: number, keyGenerator: (request: FastifyRequest) => string) =>
    app.createRateLimit({ max, timeWindow: 60_000, keyGenerator });
  const all = perMinute(limits.all, () => "all");
  const reads = perMinute(limits.perAccount, whoOf);
  const writes = perMinute(limits.postsPerAccount, whoOf);
  const hook = (checks: readonly (typeof all)[]): Hook => async (request, reply) => {
    for (const check of checks) {
      const asked = await check(request);
      if (asked.isAllowed || !asked.isExceeded) continue;
      void reply.header("retry-after", String(asked.ttlInSeconds));
      throw Object.assign(new Error("too many requests"), { statusCode: 429 });
    }
  };
  return { reads: hook([all, reads]), writes: hook([all, writes]) };
}

function whoOf(request: FastifyRequest): string {
  return visitOf(request).session?.actor.accountId ?? request.ip;
}
