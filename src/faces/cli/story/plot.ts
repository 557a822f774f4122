import type { PartnerId } from "../../../kernel/ids.ts";
import { standing } from "../../../modules/diligence/index.ts";
import { admit, apply, askAndAnswer, inviteSignatory, type Applied } from "./apply.ts";
import {
  decide, demote, prepareDecision, promote, publish, receive, signBoth, tooLargeForOne, triesToDecide,
} from "./contribute.ts";
import { approvePartner, declareInterests, dismissHits, runCase } from "./diligence.ts";
import { cast } from "./cast.ts";
import { examplia, fondation } from "./files.ts";
import { giveToCountries } from "./give.ts";
import { importLists } from "./lists.ts";
import { engagePeople } from "./people.ts";
import type { Stage } from "./stage.ts";

const declaring = cast.filter((part) => part.country === undefined).map((part) => part.key);

/** The ground every story stands on: people, lists, declarations. */
export async function prepare(stage: Stage): Promise<void> {
  await engagePeople(stage);
  stage.tell.chapter("lists");
  await importLists(stage);
  stage.tell.chapter("interests");
  await declareInterests(stage, declaring);
}

/** The whole main job: one partnership from application to the public register, with what must be refused on the way. */
export async function playPartnership(stage: Stage): Promise<readonly string[]> {
  const valueMinor = "24000000";
  stage.tell.chapter("application");
  const applied = await apply(stage, examplia);
  const signatory = await inviteSignatory(stage, examplia);
  await askAndAnswer(stage, examplia, applied.partner);
  await admit(stage, applied);
  stage.tell.chapter("screening");
  await dismissHits(stage, applied.partner);
  stage.tell.chapter("diligence");
  const caseId = await runCase(stage, examplia, { partner: applied.partner });
  await approvePartner(stage, examplia, { partner: applied.partner, caseId });
  stage.tell.chapter("contribution");
  const offered = await prepareDecision(stage, examplia, {
    valueMinor,
    purpose: "training",
    words: "Training of digital examiners in twelve countries, two years.",
    programme: "Digital Examiners 2027",
  });
  stage.tell.chapter("decision");
  await tryTheForbidden(stage, applied, offered);
  await decide(stage, "secretary-general", offered);
  await tryTheLarge(stage);
  stage.tell.chapter("agreement");
  await signBoth(stage, signatory, offered);
  await publish(stage);
  stage.tell.chapter("receipt");
  await receive(stage, examplia, offered, valueMinor);
  stage.tell.chapter("register");
  return publish(stage);
}

type Offered = Parameters<typeof triesToDecide>[1];

async function tryTheForbidden(stage: Stage, applied: Applied, offered: Offered): Promise<void> {
  const { verdict } = await stage.world.database.read((tx) =>
    standing(tx, applied.partner as PartnerId, stage.world.clock.now()),
  );
  if (!verdict) throw new Error("a conclusion that was issued stands");
  const grants = [
    await promote(stage, "officer", "proposer-as-director"),
    await promote(stage, "compliance", "issuer-as-director"),
  ];
  await triesToDecide(stage, offered, verdict);
  for (const grant of grants) await demote(stage, grant);
}

/** Offered after the first was accepted: the two add up (article 21), and the value alone is too large for one person. */
async function tryTheLarge(stage: Stage): Promise<void> {
  const large = await prepareDecision(stage, examplia, {
    valueMinor: "50000000",
    purpose: "training",
    words: "A second, larger programme of the same training.",
    programme: "Digital Examiners Plus",
  });
  await tooLargeForOne(stage, large);
}

/** What the money does, and more files at other stages, so that each desk of an evaluation has something on it. */
export async function playOthers(stage: Stage): Promise<void> {
  stage.tell.chapter("given");
  await giveToCountries(stage);
  stage.tell.chapter("others");
  const second = await apply(stage, fondation);
  await admit(stage, second);
  await runCase(stage, fondation, { partner: second.partner, until: "answered" });
}
