import { z } from "zod";
import { isId } from "../../kernel/ids.ts";
import { hidden, movedOn } from "../../kernel/refusal.ts";
import { no, ok } from "../../kernel/result.ts";
import { newId } from "../../ports/random.ts";
import { notify, parameterNow, peopleWith, seesFile } from "../access/index.ts";
import { deed } from "../log/index.ts";
import { matters, type Ballot } from "./ballot.ts";
import { secretaries } from "./moves.ts";
import { insertBallot, openBallotOn } from "./store.ts";

/**
 * The secretary puts one question to the Executive Committee. The votes count for the version named here and no
 * other: whoever decides later finds no ballot when the thing has changed since.
 */
export const openBallot = deed({
  name: "committees.open-ballot",
  who: secretaries,
  isolation: "serializable",
  ask: z.strictObject({
    file: z.string().max(40), matter: z.enum(matters), subject: z.string().regex(/^[a-z]{3}_[0-9a-z]{26}$/),
    subjectVersion: z.int().min(0).max(1_000_000),
  }),
  async perform(desk, ask) {
    if (!isId("prt", ask.file) || !(await seesFile(desk, ask.file))) return no(hidden);
    const open = await openBallotOn(desk.tx, ask.subject, ask.matter);
    if (open) return no(movedOn("committees/ballot-open", { ballot: open.id }));
    const ballot: Ballot = {
      id: newId(desk.world.random, "bal"), committee: "executive-committee", file: ask.file, matter: ask.matter,
      subject: ask.subject, subjectVersion: ask.subjectVersion, state: "open", version: 1,
      quorum: parameterNow(desk, "executiveCommittee.quorum"), openedBy: desk.actor.personId, openedAt: desk.now(),
      closedAt: null, result: null,
    };
    await insertBallot(desk.tx, ballot);
    await desk.record({
      type: "ballot.opened", subject: ballot.id, file: ballot.file, version: 1,
      body: {
        committee: ballot.committee, matter: ballot.matter, about: ballot.subject, aboutVersion: ballot.subjectVersion,
        quorum: ballot.quorum,
      },
    });
    const readers = (await peopleWith(desk, "executive-member")).map((member) => member.accountId);
    await notify(desk, { to: readers, about: "committees.letter.opened", file: ballot.file, path: `/ballots/${ballot.id}` });
    return ok({ ballot: ballot.id });
  },
});
