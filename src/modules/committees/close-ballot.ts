import { z } from "zod";
import { ok } from "../../kernel/result.ts";
import { deed } from "../log/index.ts";
import { tallyOf } from "./ballot.ts";
import { ballotFor } from "./member-desk.ts";
import { secretaries } from "./moves.ts";
import { closeBallotRow } from "./store.ts";

/** The secretary closes; the tally is counted from the votes in the same transaction. Below quorum nothing is decided. */
export const closeBallot = deed({
  name: "committees.close-ballot",
  who: secretaries,
  isolation: "serializable",
  fresh: true,
  ask: z.strictObject({ ballot: z.string().max(40), expectedVersion: z.int().min(1) }),
  async perform(desk, ask) {
    const found = await ballotFor(desk, ask, "close");
    if (!found.ok) return found;
    const { ballot } = found.value;
    const result = tallyOf(found.value, ballot.quorum);
    await closeBallotRow(desk.tx, ballot, { result, person: desk.actor.personId, at: desk.now() });
    await desk.record({
      type: "ballot.closed", subject: ballot.id, file: ballot.file, version: ballot.version + 1,
      body: {
        matter: ballot.matter, about: ballot.subject, aboutVersion: ballot.subjectVersion, outcome: result.outcome,
        votesFor: result.votesFor, votesAgainst: result.votesAgainst, abstentions: result.abstentions,
        recusals: result.recusals, quorum: ballot.quorum,
      },
    });
    return ok({ ballot: ballot.id, ...result });
  },
});
