import { z } from "zod";
import { hidden, type Refusal } from "../../../kernel/refusal.ts";
import { no, ok, type Result } from "../../../kernel/result.ts";
import { deed } from "../../log/index.ts";
import * as asks from "../asks.ts";
import { begin } from "../file.ts";
import { removeDocument as removeRow } from "../stores/store-lists.ts";
import { touch, type Touched } from "./touch.ts";

/** Takes one document off the draft; bytes that a submitted version names stay in its evidence. */
export const removeDocument = deed({
  name: "partners.remove-document",
  who: ["partner-contact", "partner-signatory"],
  isolation: "read-committed",
  ask: z.strictObject({ application: asks.applicationId, expectedVersion: asks.version, document: asks.documentId }),
  async perform(desk, ask): Promise<Result<Touched, Refusal>> {
    const begun = await begin(desk, ask, "save");
    if (!begun.ok) return begun;
    const { application } = begun.value;
    if (!(await removeRow(desk.tx, application.id, { id: ask.document, at: desk.now() }))) return no(hidden);
    return ok(await touch(desk, application, { part: "documents", removed: ask.document }));
  },
});
