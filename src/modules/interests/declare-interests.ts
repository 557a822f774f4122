import { z } from "zod";
import { hidden, refused } from "../../kernel/refusal.ts";
import { isId, type PartnerId } from "../../kernel/ids.ts";
import { no, ok } from "../../kernel/result.ts";
import { roles, type Role } from "../../kernel/roles.ts";
import { newId } from "../../ports/random.ts";
import { seesFile } from "../access/index.ts";
import { deed } from "../log/index.ts";
import { grounds, type Declaration } from "./declaration.ts";
import { insertDeclaration } from "./store.ts";

/** Everybody of the organisation declares; partners, bureaus and the public have nothing to decide. */
export const declarers: readonly Role[] = roles.filter(
  (r) => !["partner-contact", "partner-signatory", "national-bureau", "public"].includes(r),
);

/**
 * A person says which interests they have: yearly (no file), or in one partner's file. Only for oneself; the newest
 * counts. An interest that is declared is a recusal: from this commit on the person cannot act on the file (R23.2).
 */
export const declareInterests = deed({
  name: "interests.declare-interests",
  who: declarers,
  isolation: "serializable",
  ask: z.strictObject({
    file: z.string().max(40).nullable(),
    grounds: z.array(z.enum(grounds)).max(grounds.length),
    note: z.string().trim().max(2_000),
  }),
  async perform(desk, ask) {
    const file: PartnerId | null = ask.file === null ? null : isId("prt", ask.file) ? ask.file : null;
    if (ask.file !== null && (file === null || !(await seesFile(desk, file)))) return no(hidden);
    const named = [...new Set(ask.grounds)].sort();
    if (named.length > 0 && ask.note.length < 10) return no(refused("interests/say-which"));
    const declaration: Declaration = {
      id: newId(desk.world.random, "dec"), person: desk.actor.personId, file, grounds: named, note: ask.note,
      declaredAt: desk.now(),
    };
    const eventId = await desk.record({
      type: "interests.declared", subject: declaration.id, ...(file ? { file } : {}),
      body: { yearly: file === null, grounds: named, note: ask.note },
    });
    await insertDeclaration(desk.tx, declaration, eventId);
    return ok({ declaration: declaration.id });
  },
});
