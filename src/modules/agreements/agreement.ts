import type { AgreementId, ContributionId, PartnerId } from "../../kernel/ids.ts";
import type { CivilDate, Instant } from "../../kernel/instants.ts";
import type { StoredBlob } from "../../ports/blobs.ts";

export const states = ["draft", "legal-cleared", "signed-partner", "signed-organisation", "in-force"] as const;
export type AgreementState = (typeof states)[number];

export interface Signature {
  readonly side: "partner" | "organisation";
  readonly person: string;
  readonly textSha256: string;
  readonly signedAt: Instant;
}

/** The written text of one contribution. From `legal-cleared` on its bytes are frozen and named by `textSha256`. */
export interface Agreement {
  readonly id: AgreementId;
  readonly file: PartnerId;
  readonly contribution: ContributionId;
  readonly state: AgreementState;
  readonly version: number;
  readonly startsOn: CivilDate;
  readonly endsOn: CivilDate;
  readonly draftedByPerson: string;
  readonly draftedAt: Instant;
  readonly clearedByPerson: string | null;
  readonly clearedAt: Instant | null;
  readonly text: StoredBlob | null; // sha256 is the hash that was decided and is signed
  readonly inForceAt: Instant | null;
  readonly signatures: readonly Signature[];
}
