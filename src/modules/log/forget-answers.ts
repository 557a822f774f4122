import { plusDays } from "../../kernel/instants.ts";
import type { World } from "../../ports/world.ts";
import { forgetAnswers } from "./store-idempotency.ts";

/** How long a repeated request still gets its first answer. After it, the key may be used anew. */
const daysKept = 7;

/** Run by the worker's timer. Returns how many stored answers were removed. */
export function forgetOldAnswers(world: World): Promise<number> {
  const before = plusDays(world.clock.now(), -daysKept);
  return world.database.transaction(
    { role: "eraser", isolation: "read-committed" }, (tx) => forgetAnswers(tx, before),
  );
}
