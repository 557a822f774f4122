import { createHash } from "node:crypto";
import { z } from "zod";
import { canonicalBytes } from "../../../kernel/canonical.ts";
import type { PartnerId } from "../../../kernel/ids.ts";
import { faulty, refused, type Refusal } from "../../../kernel/refusal.ts";
import { assert, no, ok, type Result } from "../../../kernel/result.ts";
import { bindFileCountry, notify, peopleWith } from "../../access/index.ts";
import { deed, type Desk } from "../../log/index.ts";
import * as asks from "../asks.ts";
import { begin, today } from "../file.ts";
import { contentJson, readDraft, type Content } from "../form/content.ts";
import { idleDays } from "../moves.ts";
import type { Application } from "../partner.ts";
import { nameKey, registerKey } from "../reading/names.ts";
import { groupIdFor, insertVersion, moveApplication, partnerById, project } from "../stores/store.ts";
import { isIdle } from "../intake/idle.ts";
import { draftOf } from "./draft.ts";

/**
 * Hands the application in, or hands it in again. It must be complete, its shares must make the whole, and its
 * declaration must be dated and signed by empowered persons. What was submitted is frozen with its SHA-256.
 * Source: §6.1 submit and resubmit, R9.1, S18.
 */
export const submitApplication = deed({
  name: "partners.submit-application",
  who: ["partner-contact", "partner-signatory"],
  isolation: "serializable",
  ask: z.strictObject({ application: asks.applicationId, expectedVersion: asks.version }),
  async perform(desk, ask): Promise<Result<{ version: number; submission: number }, Refusal>> {
    const begun = await begin(desk, ask, "submit");
    if (!begun.ok) return begun;
    const { application, to } = begun.value;
    // The timer may be late; the days are what counts.
    if (isIdle(application, desk.now())) return no(refused("partners/lapsed", { days: idleDays }));
    const partner = await partnerById(desk.tx, application.partnerId);
    assert(partner, "an application belongs to a partner");
    const { faults, content } = readDraft(await draftOf(desk.tx, application, partner.kind), today(desk));
    if (!content) return no(faulty(faults.map((f) => ({ ...f, path: `${f.step}.${f.path}` }))));
    const submission = application.submissions + 1;
    const contentSha256 = await freeze(desk, application, { content, submission });
    await projectContent(desk, application.partnerId, content);
    const at = desk.now();
    const version = await moveApplication(desk.tx, application, {
      state: to, submissions: submission, submittedAt: at, savedAt: at, gaps: null, at,
    });
    await desk.record({
      type: "application.submitted", subject: application.id, file: application.partnerId, version,
      body: { submission, contentSha256, owners: content.owners.parties.length, officers: content.officers.length },
    });
    await tellIntake(desk, application);
    return ok({ version, submission });
  },
});

async function freeze(desk: Desk, application: Application, of: { content: Content; submission: number }): Promise<string> {
  const contentSha256 = createHash("sha256").update(canonicalBytes(contentJson(of.content))).digest("hex");
  await insertVersion(desk.tx, application.id, {
    number: of.submission, content: of.content, contentSha256, submittedBy: desk.actor.accountId, submittedAt: desk.now(),
  });
  return contentSha256;
}

async function projectContent(desk: Desk, partner: PartnerId, content: Content): Promise<void> {
  const parents = parentKeys(content);
  const own = content.names.map((name) => nameKey(name.text));
  const groupId = (await groupIdFor(desk.tx, partner, { parents, own })) ?? partner;
  const register = registerKey(content.registration.registerNumber);
  await project(desk.tx, partner, content, { register, group: parents[0] ?? null, groupId });
  const [first] = content.names;
  await bindFileCountry(desk, {
    file: partner, country: content.registration.country, ...(first ? { name: first.text } : {}),
  });
}

/** The group as declared, else whoever holds half or more: limits add up over both (R5.1, R11, R21). */
function parentKeys(content: Content): string[] {
  const { parties, holdings } = content.owners;
  const halves = holdings.filter((h) => h.heldId === null && h.shareBps >= 5_000).map((h) => h.holderId);
  const holders = parties.filter((p) => p.kind === "legal" && halves.includes(p.id)).map((p) => p.name);
  return [...(content.groupName === null ? [] : [content.groupName]), ...holders].map(nameKey).filter((key) => key !== "");
}

async function tellIntake(desk: Desk, application: Application): Promise<void> {
  const intake = application.officer
    ? [application.officer as `acc_${string}`] : (await peopleWith(desk, "partnership-officer")).map((p) => p.accountId);
  await notify(desk, {
    to: intake, about: "partners.letter.submitted", file: application.partnerId, path: `/intake/${application.id}`,
  });
}
