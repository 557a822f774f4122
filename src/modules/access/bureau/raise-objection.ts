import { z } from "zod";
import { hidden, refused } from "../../../kernel/refusal.ts";
import { no, ok } from "../../../kernel/result.ts";
import { newId } from "../../../ports/random.ts";
import { deed } from "../../log/index.ts";
import * as asks from "../asks.ts";
import { notify } from "../letters/notify.ts";
import { peopleWith, seesFile } from "../people/files.ts";

import { insertObjection, openObjections } from "./store-objections.ts";

const openMax = 20;

/**
 * A national bureau warns about, or objects to, a partner established in its country. The file is not decided until
 * somebody has answered in writing; whether the decision then follows the bureau is the authority's matter.
 */
export const raiseObjection = deed({
  name: "access.raise-objection",
  who: ["national-bureau"],
  isolation: "serializable",
  ask: z.strictObject({ file: asks.partnerId, kind: z.enum(["warning", "objection"]), words: asks.words(4000, 10) }),
  async perform(desk, ask) {
    const { country, accountId, personId } = desk.actor;
    if (country === undefined || accountId === "system" || accountId === "public") return no(hidden);
    if (!(await seesFile(desk, ask.file))) return no(hidden);
    if ((await openObjections(desk.tx, ask.file)).length >= openMax) return no(refused("access/too-many-objections"));
    const id = newId(desk.world.random, "obj");
    await insertObjection(desk.tx, {
      id, file: ask.file, country, kind: ask.kind, words: ask.words, raisedBy: personId, raisedAccount: accountId,
      raisedAt: desk.now(),
    });
    await desk.record({
      type: "objection.raised", subject: id, file: ask.file, version: 1,
      body: { kind: ask.kind, country, words: ask.words },
    });
    const readers = [...(await peopleWith(desk, "partnership-officer")), ...(await peopleWith(desk, "compliance-officer"))];
    await notify(desk, {
      to: readers.map((reader) => reader.accountId), about: "access.letter.objection", file: ask.file,
      path: `/objections/${id}`,
    });
    return ok({ objection: id, version: 1 });
  },
});
