import { z } from "zod";
import { faulty, refused, type Refusal } from "../../../kernel/refusal.ts";
import { no, ok, type Result } from "../../../kernel/result.ts";
import { newId } from "../../../ports/random.ts";
import type { Desk } from "../../log/index.ts";
import * as asks from "../asks.ts";
import { documentKinds } from "../form/tables.ts";
import type { Application, DocumentId, HeldDocument } from "../partner.ts";
import { documentBytesMax, documentsMax, sniffDocument } from "../reading/sniff.ts";
import { documentsOfApplication, insertDocument } from "../stores/store-lists.ts";

/** A file as it arrives: its bytes as base64, its name and kind as claimed. Four thirds of the largest document. */
export const documentAsk = z.strictObject({
  kind: z.enum(documentKinds, "not-chosen"),
  name: asks.words(200),
  contentBase64: z
    .base64("partners-file-unreadable")
    .max(Math.ceil(documentBytesMax / 3) * 4 + 4, "partners-file-too-large"),
});
export type DocumentAsk = z.infer<typeof documentAsk>;

/**
 * Keeps one document. Bytes are written before the row: when the transaction then fails, what stays behind is
 * ciphertext whose sealed key was never stored, which nobody can open.
 */
export async function keepDocument(
  desk: Desk,
  application: Application,
  ask: DocumentAsk,
): Promise<Result<DocumentId, Refusal>> {
  const bytes = Buffer.from(ask.contentBase64, "base64");
  const mediaType = sniffDocument(bytes);
  if (bytes.length > documentBytesMax) return no(faulty([{ path: "file", code: "partners-file-too-large" }]));
  if (mediaType === null) return no(faulty([{ path: "file", code: "partners-file-kind" }]));
  const held = await documentsOfApplication(desk.tx, application.id);
  if (held.length >= documentsMax) return no(refused("partners/too-many", { max: documentsMax }));
  const blob = await desk.world.blobs.put(bytes);
  const document: HeldDocument = {
    id: newId(desk.world.random, "doc"), kind: ask.kind, name: ask.name, mediaType, size: blob.size, sha256: blob.sha256,
    addedAt: desk.now(),
  };
  await insertDocument(desk.tx, {
    partnerId: application.partnerId, applicationId: application.id, document, blob, by: desk.actor.accountId,
  });
  return ok(document.id);
}
