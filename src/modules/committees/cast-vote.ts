import { z } from "zod";
import { movedOn } from "../../kernel/refusal.ts";
import { no, ok } from "../../kernel/result.ts";
import { parameterNow, takeDuty } from "../access/index.ts";
import { mayAct } from "../interests/index.ts";
import { deed } from "../log/index.ts";
import { votes } from "./ballot.ts";
import { ballotFor } from "./member-desk.ts";
import { members } from "./moves.ts";
import { insertVote } from "./store.ts";

/**
 * A member votes for themselves, once, by a gesture of their own. Voting is deciding: it takes the duty "decide" on
 * the file, so that nobody votes who proposed, examined or cleared it (R24.1), and needs a declaration of interests
 * in force that names none (R23.1, R23.2).
 */
export const castVote = deed({
  name: "committees.cast-vote",
  who: members,
  isolation: "serializable",
  fresh: true,
  ask: z.strictObject({ ballot: z.string().max(40), vote: z.enum(votes), expectedVersion: z.int().min(1) }),
  async perform(desk, ask) {
    const found = await ballotFor(desk, ask, "cast-vote");
    if (!found.ok) return found;
    const { ballot, votes: earlier, recusals } = found.value;
    const person = desk.actor.personId;
    if (earlier.some((v) => v.person === person)) return no(movedOn("committees/voted-already"));
    if (recusals.some((r) => r.person === person)) return no(movedOn("committees/stood-aside"));
    const months = parameterNow(desk, "interest.declarationMonths");
    const interest = await mayAct(desk.tx, { person, file: ballot.file, at: desk.now(), months });
    if (interest) return no(interest);
    const separated = await takeDuty(desk, { file: ballot.file, duty: "decide", subject: ballot.subject });
    if (separated) return no(separated);
    const eventId = await desk.record({
      type: "vote.cast", subject: ballot.id, file: ballot.file, version: ballot.version, body: { vote: ask.vote },
    });
    const vote = { person, account: desk.actor.accountId, vote: ask.vote, castAt: desk.now() };
    await insertVote(desk.tx, ballot.id, vote, eventId);
    return ok({ ballot: ballot.id, version: ballot.version });
  },
});
