import { z } from "zod";
import { hasRole } from "../../kernel/actor.ts";
import { hidden, refused, type Refusal } from "../../kernel/refusal.ts";
import { assert, no, ok, type Result } from "../../kernel/result.ts";
import type { Instant } from "../../kernel/instants.ts";
import { seesFile, takeDuty } from "../access/index.ts";
import { contributionOf } from "../contributions/index.ts";
import { standing } from "../diligence/index.ts";
import { deed, judged, type Desk } from "../log/index.ts";
import { isSuspended, signatoriesOf } from "../partners/index.ts";
import type { Agreement, Signature } from "./agreement.ts";
import { agreementWords, hasMandatoryClauses } from "./clauses.ts";
import { monthsBetween } from "./draft-agreement.ts";
import { refuseMove } from "./moves.ts";
import { lockAgreement, saveSignature } from "./store.ts";
import { bringIntoForce } from "./bring-into-force.ts";

const ask = z.strictObject({
  agreement: z.string().max(40),
  textSha256: z.string().regex(/^[0-9a-f]{64}$/), // of the document the signatory had before their eyes
  expectedVersion: z.number().int().positive(),
});

/** Whose role is the power to sign for the organisation. */
const authorities = ["director", "secretary-general"] as const;

/** The partner signs first, by somebody its own file names as signatory. */
export const signAsPartner = deed({
  name: "agreements.sign-as-partner",
  who: ["partner-signatory"],
  isolation: "serializable",
  fresh: true,
  ask,
  perform: (desk, asked) => sign(desk, { ...asked, side: "partner" }),
});

/** The organisation signs second, by an authority who did not clear the text alone (S6). */
export const signAsOrganisation = deed({
  name: "agreements.sign-as-organisation",
  who: authorities,
  isolation: "serializable",
  fresh: true,
  ask,
  perform: (desk, asked) => sign(desk, { ...asked, side: "organisation" }),
});

interface Signing extends z.infer<typeof ask> {
  readonly side: Signature["side"];
}

async function sign(
  desk: Desk,
  asked: Signing,
): Promise<Result<{ agreement: string; version: number; state: string }, Refusal>> {
  const agreement = await lockAgreement(desk.tx, asked.agreement);
  if (!agreement || !(await seesFile(desk, agreement.file))) return no(hidden);
  const moved = refuseMove(agreement, "agreement.signed", asked.expectedVersion);
  if (moved) return no(moved);
  const isPartnersTurn = agreement.state === "legal-cleared";
  if (isPartnersTurn !== (asked.side === "partner"))
    return no(refused("agreements/not-your-turn", { state: agreement.state }));
  if (asked.side === "organisation" && agreement.clearedByPerson === desk.actor.personId) {
    return no(refused("access/separated-duty", {}, ["S6"]));
  }
  const contribution = await contributionOf(desk.tx, agreement.contribution);
  assert(contribution, "an agreement has its contribution");
  if (contribution.state !== "accepted")
    return no(refused("agreements/not-decided", { state: contribution.state }, ["R4.1"]));
  const decided = contribution.decidedTextSha256;
  const judgement = await judged(desk, {
    code: "agreements/forbidden", facts: (at) => signingFacts(desk, agreement, { ...asked, decided, at }),
  });
  if (!judgement.ok) return judgement;
  if (asked.side === "organisation") {
    const separated = await takeDuty(desk, { file: agreement.file, duty: "sign" });
    if (separated) return no(separated);
  }
  return ok(await write(desk, agreement, asked));
}

async function write(desk: Desk, agreement: Agreement, asked: Signing) {
  const state = asked.side === "partner" ? "signed-partner" : "signed-organisation";
  const version = agreement.version + 1;
  const eventId = await desk.record({
    type: "agreement.signed",
    subject: agreement.id,
    file: agreement.file,
    version,
    body: { side: asked.side, textSha256: asked.textSha256, contribution: agreement.contribution },
  });
  await saveSignature(desk.tx, {
    id: agreement.id,
    side: asked.side,
    state,
    person: desk.actor.personId,
    account: desk.actor.accountId,
    textSha256: asked.textSha256,
    at: desk.now(),
    eventId,
  });
  if (state === "signed-partner") return { agreement: agreement.id, version, state: state as string };
  const begun = await bringIntoForce(desk, { ...agreement, state, version });
  return {
    agreement: agreement.id,
    version: begun ? version + 1 : version,
    state: begun ? "in-force" : state,
  };
}

/** Article 34 and what stands above it, on facts read inside this transaction. */
async function signingFacts(
  desk: Desk,
  agreement: Agreement,
  asked: Signing & { decided: string | null; at: Instant },
) {
  const stand = await standing(desk.tx, agreement.file, asked.at);
  const { verdict } = stand;
  return {
    act: "sign" as const,
    isRedLineEstablished: stand.redLine,
    isRedLineSuspected: stand.redLineSuspected,
    ...(verdict ? { verdictOutcome: verdict.outcome, verdictExpiresAt: verdict.expiresAt } : {}),
    ...(stand.screeningCheckedAt !== null ? { screeningCheckedAt: stand.screeningCheckedAt } : {}),
    openHits: stand.openHits,
    confirmedHits: stand.confirmedHits,
    hasMandatoryClauses: hasMandatoryClauses(agreementWords(desk.world)),
    ...(asked.decided ? { textDecided: asked.decided } : {}),
    // Both must agree: the bytes on file, and the bytes the signatory says they read.
    ...(agreement.text?.sha256 === asked.textSha256 ? { textSigned: asked.textSha256 } : {}),
    isSignatoryEmpowered: await isEmpowered(desk, agreement, asked.side),
    agreementMonths: monthsBetween(agreement.startsOn, agreement.endsOn),
    isSuspended: await isSuspended(desk.tx, agreement.file),
  };
}

/** R34.3. A partner's signatory is named as such in the partner's own submitted file; an authority by its role. */
async function isEmpowered(desk: Desk, agreement: Agreement, side: Signature["side"]): Promise<boolean> {
  if (side === "organisation") return hasRole(desk.actor, ...authorities);
  const plain = (name: string): string => name.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();
  const mine = plain(desk.actor.name);
  const named = await signatoriesOf(desk.tx, agreement.file);
  return named.some((s) => plain(s.name) === mine || (s.otherName !== null && plain(s.otherName) === mine));
}
