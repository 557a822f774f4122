import { z } from "zod";
import type { Actor } from "../../../src/kernel/actor.ts";
import type { Json } from "../../../src/kernel/canonical.ts";
import { ok } from "../../../src/kernel/result.ts";
import { newId } from "../../../src/ports/random.ts";
import type { World } from "../../../src/ports/world.ts";
import { deed, perform, type NewEvent } from "../../../src/modules/log/index.ts";
import { actorOf } from "../actors.ts";

/** A deed for tests of the log: it records the events it is asked for, and nothing else. */
export const ringBells = deed({
  name: "example.ring-bells", who: ["partnership-officer"], isolation: "serializable",
  ask: z.custom<readonly NewEvent[]>(Array.isArray),
  async perform(desk, events) {
    const ids = [];
    for (const event of events) ids.push(await desk.record(event));
    return ok(ids);
  },
});

export const ringer: Actor = actorOf({ roles: ["partnership-officer"] });

/** Records `count` sealed events, one transaction each; gives their ids in order. */
export async function ring(world: World, count: number, type = "bell.sounded"): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let i = 0; i < count; i++) ids.push(...await record(world, [aBell(world, { type, body: { i } })]));
  return ids;
}

export async function record(world: World, events: readonly NewEvent[]): Promise<readonly string[]> {
  const answer = await perform(world, ringer, ringBells, events);
  if (!answer.ok) throw new Error(`not recorded: ${answer.error.code}`);
  return answer.value;
}

export function aBell(world: World, parts: Partial<NewEvent> = {}): NewEvent {
  return { type: "bell.sounded", subject: newId(world.random, "prt"), body: null, ...parts };
}

/** A register event: its fields become a public leaf. */
export function aRegisterEvent(world: World, fields: Json, type = "register.published"): NewEvent {
  return aBell(world, { type, body: {}, publicPart: { registerId: newId(world.random, "reg"), fields } });
}
