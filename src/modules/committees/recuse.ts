import { z } from "zod";
import { movedOn } from "../../kernel/refusal.ts";
import { no, ok } from "../../kernel/result.ts";
import { deed } from "../log/index.ts";
import { ballotFor } from "./member-desk.ts";
import { members } from "./moves.ts";
import { insertRecusal } from "./store.ts";

/** A member stands aside, also after having voted: the vote stays readable and no longer counts (S19, R23.2). */
export const recuse = deed({
  name: "committees.recuse",
  who: members,
  isolation: "serializable",
  ask: z.strictObject({ ballot: z.string().max(40), expectedVersion: z.int().min(1) }),
  async perform(desk, ask) {
    const found = await ballotFor(desk, ask, "recuse");
    if (!found.ok) return found;
    const { ballot, recusals } = found.value;
    const person = desk.actor.personId;
    if (recusals.some((r) => r.person === person)) return no(movedOn("committees/stood-aside"));
    const eventId = await desk.record({
      type: "member.recused", subject: ballot.id, file: ballot.file, version: ballot.version, body: {},
    });
    await insertRecusal(desk.tx, ballot.id, { person, account: desk.actor.accountId, recusedAt: desk.now() }, eventId);
    return ok({ ballot: ballot.id, version: ballot.version });
  },
});
