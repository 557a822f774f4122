import { z } from "zod";
import type { Instant } from "../../../kernel/instants.ts";
import { faulty, type Fault, type Refusal } from "../../../kernel/refusal.ts";
import { no, ok, type Result } from "../../../kernel/result.ts";
import type { Fields } from "../../../ui/form.ts";
import { deed } from "../../log/index.ts";
import * as asks from "../asks.ts";
import { begin, today } from "../file.ts";
import { fieldsOf, type PartName } from "../form/fields.ts";
import { boxesOf, cleanTyped, readPart, type Typed } from "../form/read-part.ts";
import { moveApplication, savePart, typedParts } from "../stores/store.ts";

export interface Saved {
  readonly version: number;
  readonly savedAt: Instant;
  readonly faults: readonly Fault[]; // what is missing or unreadable so far; the draft keeps it all the same
}

/** Boxes of one part, each text of bounded size; the table of fields says which there are. */
function typedSchema(fields: Fields): z.ZodType<Typed> {
  const shape: Record<string, z.ZodType> = {};
  for (const [name, field] of Object.entries(fields)) {
    const text = z.string().max(10_000, "text-too-long");
    const value = field.kind === "choices" ? z.union([text, z.array(text).max(50)]) : text;
    for (const box of boxesOf(name, field)) shape[box] = value.optional();
  }
  return z.strictObject(shape) as unknown as z.ZodType<Typed>;
}

function onePart<P extends PartName>(part: P) {
  return z.strictObject({
    application: asks.applicationId,
    expectedVersion: asks.version,
    part: z.literal(part),
    typed: typedSchema(fieldsOf[part]),
  });
}

/**
 * Saves one part of a draft as typed. Boxes left out keep what they hold. Incomplete and unreadable answers are kept
 * and reported, so that nothing typed is lost; only text that may never be stored is refused.
 */
export const saveApplicationPart = deed({
  name: "partners.save-application-part",
  who: ["partner-contact", "partner-signatory"],
  isolation: "read-committed",
  ask: z.discriminatedUnion("part", [
    onePart("identity"), onePart("registration"), onePart("address"), onePart("activity"), onePart("profile"),
    onePart("owners"), onePart("declaration"),
  ]),
  async perform(desk, ask): Promise<Result<Saved, Refusal>> {
    const begun = await begin(desk, ask, "save");
    if (!begun.ok) return begun;
    const clean = cleanTyped(fieldsOf[ask.part], ask.typed);
    if (!clean.ok) return no(faulty(clean.error));
    const { application } = begun.value;
    const typed = { ...(await typedParts(desk.tx, application.id))[ask.part], ...clean.value };
    const at = desk.now();
    await savePart(desk.tx, { application: application.id, part: ask.part, typed, by: desk.actor.accountId, at });
    const version = await moveApplication(desk.tx, application, { savedAt: at, at });
    const { faults } = readPart(ask.part, typed, today(desk));
    await desk.record({
      type: "application.saved", subject: application.id, file: application.partnerId, version,
      body: { part: ask.part, faults: faults.length },
    });
    return ok({ version, savedAt: at, faults });
  },
});
