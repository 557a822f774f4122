import { createHash } from "node:crypto";
import { z } from "zod";
import { canonicalBytes } from "../../../kernel/canonical.ts";
import { faulty, type Refusal } from "../../../kernel/refusal.ts";
import { no, ok, type Result } from "../../../kernel/result.ts";
import type { StoredBlob } from "../../../ports/blobs.ts";
import { newId } from "../../../ports/random.ts";
import { deed, type Desk } from "../../log/index.ts";
import * as asks from "../asks.ts";
import { begin, change, today, type Changed } from "../case-desk.ts";
import type { Case, Evidence, EvidenceId } from "../case.ts";
import { whoMay } from "../moves.ts";
import { grades } from "../spec/schema.ts";
import { evidenceOf, insertEvidence } from "../stores/store-answers.ts";
import { newestOf } from "../weigh.ts";

/** Largest document, in bytes. */
export const evidenceBytesMax = 10 * 1024 * 1024;

const document = z.strictObject({
  name: asks.words(200),
  contentBase64: z.base64("diligence-file-unreadable")
    .max(Math.ceil(evidenceBytesMax / 3) * 4 + 4, "diligence-file-too-large"),
});

const ask = z.strictObject({
  ...asks.onCase,
  grade: z.enum(grades),
  source: asks.words(400),
  url: asks.optionalWords(2_000),
  note: asks.optionalWords(2_000),
  capturedOn: asks.day,
  document: document.nullable(),
  corrects: asks.evidenceId.nullable(),
});
type Ask = z.infer<typeof ask>;

/**
 * Adds one piece of evidence with its grade, source, date, hash and who captured it; a correction is a new version.
 * While somebody judges, the case goes back to the analyst and opinions older than this piece no longer count.
 * Source: art. 17, R17.3; §6.2.
 */
export const addEvidence = deed({
  name: "diligence.add-evidence",
  who: whoMay("add-evidence"),
  isolation: "serializable",
  ask,
  async perform(desk, asked): Promise<Result<Changed & { evidence: EvidenceId }, Refusal>> {
    const read = readDocument(desk, asked);
    if (!read.ok) return read;
    const duty = desk.actor.roles.includes("diligence-analyst") ? "analyse" : "support";
    const begun = await begin(desk, asked, "add-evidence", duty);
    if (!begun.ok) return begun;
    const { before, to } = begun.value;
    const corrected = asked.corrects === null ? null : newestOf(asked.corrects, await evidenceOf(desk.tx, before.id));
    if (asked.corrects !== null && corrected === null) return no(faulty([{ path: "corrects", code: "not-chosen" }]));
    // Bytes are written before the row: when the transaction fails, what stays behind is ciphertext nobody can open.
    const stored = read.value === null ? null : await desk.world.blobs.put(read.value.bytes);
    const piece = pieceOf(desk, before, { asked, corrected, stored, mediaType: read.value?.mediaType ?? null });
    await insertEvidence(desk.tx, piece, stored);
    const done = await change(desk, before, {
      to, set: to === before.state ? {} : { reviewerPerson: null, reviewedAt: null },
      event: {
        type: "evidence.added",
        body: {
          evidence: piece.id, root: piece.root, pieceVersion: piece.version, grade: piece.grade, sha256: piece.sha256,
          sentBack: to !== before.state,
        },
      },
    });
    return done.ok ? ok({ ...done.value, evidence: piece.id }) : done;
  },
});

type Read = { readonly bytes: Uint8Array; readonly mediaType: string };

function readDocument(desk: Desk, asked: Ask): Result<Read | null, Refusal> {
  if (asked.capturedOn > today(desk)) return no(faulty([{ path: "capturedOn", code: "diligence-day-ahead" }]));
  if (asked.url !== null && !/^https?:\/\/[^\s]+$/.test(asked.url)) {
    return no(faulty([{ path: "url", code: "diligence-address-unreadable" }]));
  }
  if (asked.document === null) {
    // Without a document the note says what was seen: an address alone may change or vanish.
    return asked.note === null ? no(faulty([{ path: "note", code: "diligence-note-or-document" }])) : ok(null);
  }
  const bytes = Buffer.from(asked.document.contentBase64, "base64");
  const mediaType = mediaTypeOf(bytes);
  if (bytes.length > evidenceBytesMax) return no(faulty([{ path: "document", code: "diligence-file-too-large" }]));
  if (mediaType === null) return no(faulty([{ path: "document", code: "diligence-file-kind" }]));
  return ok({ bytes, mediaType });
}

/** By the bytes, never by the name: PDF, PNG or JPEG. */
function mediaTypeOf(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.subarray(0, 8)).toString("latin1");
  if (head.startsWith("%PDF-")) return "application/pdf";
  if (head === "\x89PNG\r\n\x1a\n") return "image/png";
  return head.startsWith("\xff\xd8\xff") ? "image/jpeg" : null;
}

interface Pieces {
  readonly asked: Ask;
  readonly corrected: Evidence | null;
  readonly stored: StoredBlob | null;
  readonly mediaType: string | null;
}

function pieceOf(desk: Desk, of: Case, { asked, corrected, stored, mediaType }: Pieces): Evidence {
  const id = newId(desk.world.random, "evd");
  const { source, url, note } = asked;
  const written = createHash("sha256").update(canonicalBytes({ source, url, note })).digest("hex");
  return {
    id, caseId: of.id, root: corrected?.root ?? id, version: (corrected?.version ?? 0) + 1, grade: asked.grade, source,
    url, note: note ?? "", capturedOn: asked.capturedOn, capturedBy: desk.actor.accountId,
    capturedPerson: desk.actor.personId, addedAt: desk.now(), sha256: stored?.sha256 ?? written,
    file: stored === null || mediaType === null || asked.document === null
      ? null : { name: asked.document.name, mediaType, size: stored.size },
  };
}
