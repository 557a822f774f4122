import type { Refusal } from "../../../kernel/refusal.ts";
import { no, type Result } from "../../../kernel/result.ts";
import { refused } from "../../../kernel/refusal.ts";
import type { World } from "../../../ports/world.ts";
import { acceptLink, linkHolder } from "./accept-link.ts";
import { codeAt, newSeed } from "./code.ts";

/**
 * Accepts a one-time link by password and code for people who have no browser: those of the demonstration. The
 * seed is made as the page makes it, and the code computed as their app would.
 */
export async function acceptByCode(
  world: World, ask: { token: string; password: string; agent: string },
): Promise<Result<{ token: string }, Refusal>> {
  const holder = await linkHolder(world, ask.token);
  if (!holder) return no(refused("access/link-not-valid"));
  const seed = newSeed(world.random);
  const sealedSeed = Buffer.from(world.keys.seal(seed, `access/enrol/${holder.link.id}`)).toString("base64url");
  const code = codeAt(seed, world.clock.now());
  return acceptLink(world, {
    token: ask.token, agent: ask.agent, factor: { kind: "password", password: ask.password, code, sealedSeed },
  });
}
