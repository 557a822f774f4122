import type { FastifyInstance } from "fastify";
import type { World } from "../../ports/world.ts";

/** Beyond this the clocks of app and database may not judge the same instant: not ready. */
const skewMsMax = 2_000;

/** For supervisors: 200 when requests can be answered, 503 with the reason when not. Says nothing about content. */
export function mountHealth(app: FastifyInstance, world: World): void {
  app.get("/health", async (_request, reply) => {
    const state = await stateOf(world);
    return reply.code(state === "ready" ? 200 : 503).header("cache-control", "no-store").send({ state });
  });
}

async function stateOf(world: World): Promise<"ready" | "clock-skew" | "database-unreachable"> {
  try {
    const skewMs = await world.database.clockSkewMs(world.clock.now());
    return Math.abs(skewMs) > skewMsMax ? "clock-skew" : "ready";
  } catch (error) {
    world.trace.fault("health", error);
    return "database-unreachable";
  }
}
