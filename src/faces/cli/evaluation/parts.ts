import { publicActor } from "../../../kernel/actor.ts";
import type { Lang } from "../../../kernel/lang.ts";
import { roles } from "../../../kernel/roles.ts";
import { peopleWith } from "../../../modules/access/index.ts";
import type { World } from "../../../ports/world.ts";
import type { Say } from "../../../ui/say.ts";
import type { WebParts } from "../../web/parts.ts";

export interface EvaluationPerson {
  readonly account: string;
  readonly name: string;
  readonly role: string;
}

/** Everybody of the fictitious organisation with one of their roles, in the order of the roles. */
export async function evaluationPeople(world: World): Promise<readonly EvaluationPerson[]> {
  return world.database.read(async (tx) => {
    const found: EvaluationPerson[] = [];
    const desk = {
      tx,
      actor: publicActor,
      world,
      organisation: world.organisation(),
      now: () => world.clock.now(),
    };
    for (const role of roles) {
      for (const holder of await peopleWith(desk, role)) {
        if (!found.some((p) => p.account === holder.accountId))
          found.push({ account: holder.accountId, name: holder.name, role });
      }
    }
    return found;
  });
}

/** A role given this second shows in the list within this time; the rights themselves hold at once. */
const peopleKeptMs = 5_000;

/** What the web face needs to let an evaluator change places; present in evaluation mode only. */
export function evaluationParts(
  world: World,
  say: (lang: Lang) => Say,
): Required<Pick<WebParts, "evaluation">> {
  // Every page of an evaluation carries the list, and asking for each role's holders costs more than the page.
  let kept: { readonly people: Promise<readonly EvaluationPerson[]>; readonly until: number } | null = null;
  return {
    async evaluation(actor) {
      const now = world.clock.now();
      if (kept === null || now >= kept.until) kept = { people: evaluationPeople(world), until: now + peopleKeptMs };
      const people = await kept.people.catch((error: unknown) => {
        kept = null;
        throw error;
      });
      if (people.length === 0) return null;
      const words = say(actor.lang);
      return {
        action: "/evaluation",
        current: actor.accountId,
        people: people.map((p) => ({ account: p.account, text: `${p.name} · ${words(`role.${p.role}`)}` })),
      };
    },
  };
}
