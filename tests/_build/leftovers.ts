/**
 * One of each thing that a page stands for and that the demonstration finishes or never begins: a draft application, a
 * draft offer, an open ballot, a condition, an objection, a one-time link. Done by the story's people with its deeds.
 */
import { civilDateIn, civilPlusDays } from "../../src/kernel/instants.ts";
import { apply } from "../../src/faces/cli/story/apply.ts";
import { examplia, fondation } from "../../src/faces/cli/story/files.ts";
import { view } from "../../src/faces/cli/story/diligence.ts";
import type { Stage } from "../../src/faces/cli/story/stage.ts";

export type Leftovers = Readonly<Record<"draft" | "offer" | "ballot" | "case" | "condition" | "objection" | "link", string>>;

/** Of a house whose story was not told. */
export const nothingLeft: Leftovers = { draft: "", offer: "", ballot: "", case: "", condition: "", objection: "", link: "" };

export async function leaveOneOfEach(stage: Stage): Promise<Leftovers> {
  const { application: draft } = await apply(stage, {
    ...fondation, key: "unsent", name: "Association Brouillon", kind: "non-profit", country: "FR", latinName: "",
    contact: { key: "contact-3", name: "Bérénice Brouillon", email: "berenice@brouillon.example.org", lang: "fr" },
  }, "draft");
  const today = civilDateIn(stage.world.clock.now(), stage.world.organisation().timeZone);
  const { contribution: offer } = await stage.do<{ contribution: string }>(
    examplia.contact.key, "contributions.save-offer",
    { contribution: null, expectedVersion: 0, part: {
      kind: "funding", accountKind: "trust-fund", partOf: null, purpose: "training", programme: "Digital Examiners 2029",
      purposeWords: "A third year of the same training.", valueMinor: "1000000", currency: "EUR", earmark: "programme",
      startsOn: civilPlusDays(today, 30), endsOn: civilPlusDays(today, 395), conditions: ["Return of what is not spent."],
    } },
  );
  const offers = await stage.ask<{ rows: readonly { contribution: { id: string; state: string; file: string; version: number } }[] }>(
    "committee-secretary", "contributions.list", {},
  );
  const large = offers.rows.find((row) => row.contribution.state === "pending-decision")?.contribution;
  if (!large) throw new Error("no contribution of the story waits for a decision");
  const { ballot } = await stage.do<{ ballot: string }>("committee-secretary", "committees.open-ballot", {
    file: large.file, matter: "accept-contribution", subject: large.id, subjectVersion: large.version,
  });
  const set = await setCondition(stage);
  const { objection } = await stage.do<{ objection: string }>("bureau-fr", "access.raise-objection", {
    file: large.file, kind: "warning", words: "A fictitious inquiry into the parent company has begun here.",
  });
  return { draft, offer, ballot, ...set, objection, link: await unspentLink(stage) };
}

/** A condition on the case that is still at work: the foundation's. */
async function setCondition(stage: Stage): Promise<{ case: string; condition: string }> {
  const { cases } = await stage.ask<{ cases: readonly { id: string; state: string }[] }>("analyst", "diligence.cases", {});
  const atWork = cases.find((one) => one.state !== "issued");
  if (!atWork) throw new Error("no case of the story is at work");
  const { version } = await view(stage, "analyst", atWork.id);
  const today = civilDateIn(stage.world.clock.now(), stage.world.organisation().timeZone);
  const { condition } = await stage.do<{ condition: string }>("analyst", "diligence.set-condition", {
    caseId: atWork.id, expectedVersion: version, question: "A1", words: "A policy in force.",
    ownerWords: "The partner’s secretary", dueOn: civilPlusDays(today, 90), testWords: "The policy is published.",
  });
  return { case: atWork.id, condition };
}

/** The newest letter with a link that nobody has followed. */
async function unspentLink(stage: Stage): Promise<string> {
  const email = "cyril.collegue@examplia.example.org";
  await stage.do(examplia.contact.key, "access.invite-colleague", {
    name: "Cyril Collègue", email, lang: "fr", role: "partner-contact",
  });
  await stage.settle();
  const letter = stage.letters.filter((one) => one.to === email).at(-1);
  const token = /\/link\/([A-Za-z0-9_-]{43})/.exec(letter?.text ?? "")?.[1];
  if (!token) throw new Error(`no link reached ${email}`);
  return token;
}
