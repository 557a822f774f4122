import { z } from "zod";
import type { Refusal } from "../../../kernel/refusal.ts";
import { ok, type Result } from "../../../kernel/result.ts";
import { deed } from "../../log/index.ts";
import * as asks from "../asks.ts";
import { begin } from "../file.ts";
import type { DocumentId } from "../partner.ts";
import { documentAsk, keepDocument } from "./keep-document.ts";
import { touch, type Touched } from "./touch.ts";

/** Adds one document to the draft. PDF, PNG or JPEG by its bytes, 10 MiB at most. */
export const attachDocument = deed({
  name: "partners.attach-document",
  who: ["partner-contact", "partner-signatory"],
  isolation: "read-committed",
  ask: z.strictObject({ application: asks.applicationId, expectedVersion: asks.version, ...documentAsk.shape }),
  async perform(desk, ask): Promise<Result<Touched & { document: DocumentId }, Refusal>> {
    const begun = await begin(desk, ask, "save");
    if (!begun.ok) return begun;
    const { application } = begun.value;
    const kept = await keepDocument(desk, application, ask);
    if (!kept.ok) return kept;
    return ok({ document: kept.value, ...(await touch(desk, application, { part: "documents", added: kept.value })) });
  },
});
