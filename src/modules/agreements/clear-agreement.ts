import { z } from "zod";
import { hidden, refused } from "../../kernel/refusal.ts";
import { no, ok } from "../../kernel/result.ts";
import { assert } from "../../kernel/result.ts";
import { seesFile, takeDuty } from "../access/index.ts";
import { bindText, contributionOf } from "../contributions/index.ts";
import { deed } from "../log/index.ts";
import { partnerOf } from "../partners/index.ts";
import { agreementWords, hasMandatoryClauses } from "./clauses.ts";
import { refuseMove } from "./moves.ts";
import { lockAgreement, saveCleared } from "./store.ts";
import { agreementPdf } from "./text.ts";
import { monthsBetween } from "./draft-agreement.ts";

/**
 * The legal officer freezes the text: sets it in four languages, keeps the bytes, and binds their SHA-256 to the
 * contribution, so that the authority decides on exactly these bytes and both sides sign them (R34.1, R34.2).
 */
export const clearAgreement = deed({
  name: "agreements.clear-agreement",
  who: ["legal-officer"],
  isolation: "serializable",
  fresh: true,
  ask: z.strictObject({ agreement: z.string().max(40), expectedVersion: z.number().int().positive() }),
  async perform(desk, ask) {
    const agreement = await lockAgreement(desk.tx, ask.agreement);
    if (!agreement || !(await seesFile(desk, agreement.file))) return no(hidden);
    const refusal = refuseMove(agreement, "agreement.cleared", ask.expectedVersion);
    if (refusal) return no(refusal);
    const words = agreementWords(desk.world);
    if (!hasMandatoryClauses(words)) return no(refused("agreements/clauses-missing", {}, ["R34.1"]));
    const separated = await takeDuty(desk, { file: agreement.file, duty: "legal-check" });
    if (separated) return no(separated);
    const contribution = await contributionOf(desk.tx, agreement.contribution);
    const partner = await partnerOf(desk.tx, agreement.file);
    assert(contribution && partner, "an agreement has its contribution and its partner");
    const at = desk.now();
    const bytes = agreementPdf(desk.world.folders.root, {
      words,
      organisation: desk.organisation,
      terms: {
        number: agreement.id,
        partnerName: partner.name,
        registerNumber: partner.registerNumber ?? "",
        country: partner.country,
        kind: contribution.kind,
        purpose: contribution.purposeWords,
        programme: contribution.programme,
        value: { minor: contribution.valueMinor, currency: contribution.currency },
        startsOn: agreement.startsOn,
        endsOn: agreement.endsOn,
        conditions: contribution.conditionWords,
        frozenAt: at,
      },
    });
    const text = await desk.world.blobs.put(bytes);
    const bound = await bindText(desk, {
      contribution: contribution.id,
      textSha256: text.sha256,
      agreementMonths: monthsBetween(agreement.startsOn, agreement.endsOn),
    });
    if (bound) return no(bound);
    await desk.record({
      type: "agreement.cleared",
      subject: agreement.id,
      file: agreement.file,
      version: agreement.version + 1,
      body: { contribution: contribution.id, textSha256: text.sha256, size: text.size },
    });
    await saveCleared(desk.tx, { id: agreement.id, person: desk.actor.personId, at, text });
    return ok({ agreement: agreement.id, version: agreement.version + 1, textSha256: text.sha256 });
  },
});
