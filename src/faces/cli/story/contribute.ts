import { civilDateIn, civilPlusDays, type Instant } from "../../../kernel/instants.ts";
import { iso, plusMonths } from "../../../kernel/instants.ts";
import type { World } from "../../../ports/world.ts";
import { contributionOf } from "../../../modules/contributions/index.ts";
import type { PartKeyed } from "./apply.ts";
import type { Stage } from "./stage.ts";

export interface OfferPart {
  readonly valueMinor: string;
  readonly purpose: string;
  readonly words: string;
  readonly programme: string;
}

export interface Offered {
  readonly contribution: string;
  version: number;
  readonly agreement: string;
  readonly textSha256: string;
}

function day(stage: Stage): ReturnType<typeof civilDateIn> {
  return civilDateIn(stage.world.clock.now(), stage.world.organisation().timeZone);
}

/** Offer by the partner, value by finance, conditions and text by legal: ready for an authority. */
export async function prepareDecision(stage: Stage, part: PartKeyed, offer: OfferPart): Promise<Offered> {
  const today = day(stage);
  const endsOn = civilPlusDays(today, 730);
  const done = await stage.do<{ contribution: string; version: number }>(
    part.contact.key,
    "contributions.offer-contribution",
    {
      contribution: null,
      expectedVersion: 0,
      offer: {
        kind: "funding",
        purpose: offer.purpose,
        purposeWords: offer.words,
        programme: offer.programme,
        valueMinor: offer.valueMinor,
        currency: "EUR",
        accountKind: "trust-fund",
        earmark: "programme",
        startsOn: today,
        endsOn,
        conditions: ["Return of what is not spent."],
        partOf: null,
      },
    },
  );
  const { contribution } = done;
  const euros = stage.say("en").money({ minor: BigInt(offer.valueMinor), currency: "EUR" });
  stage.tell.did(part.contact.name, `offered ${euros} for ${offer.programme}`);
  let { version } = done;
  const next = async (key: string, deed: string, ask: object): Promise<void> => {
    version = (
      await stage.do<{ version: number }>(key, `contributions.${deed}`, {
        contribution,
        expectedVersion: version,
        ...ask,
      })
    ).version;
  };
  await next("finance", "value-contribution", {
    costs: { staff: "200000", storage: "0", integration: "0", maintenance: "0", insurance: "0", exit: "0" },
    budgetLine: "2027-TRAIN-04",
    isLiabilityOpenEnded: false,
    words: "Money at its face; two days of a coordinator a month.",
  });
  stage.tell.did(stage.actor("finance").name, "valued the offer and its hidden cost");
  const drafted = await stage.do<{ agreement: string; version: number }>(
    "officer",
    "agreements.draft-agreement",
    {
      contribution,
      startsOn: today,
      endsOn,
    },
  );
  await next("legal", "clear-text", { types: ["return-of-unspent"] });
  const cleared = await stage.do<{ textSha256: string }>("legal", "agreements.clear-agreement", {
    agreement: drafted.agreement,
    expectedVersion: drafted.version,
  });
  stage.tell.did(stage.actor("legal").name, "typed the conditions and froze the agreement in four languages");
  version += 1; // binding the text is a change of the contribution
  return { contribution, version, agreement: drafted.agreement, textSha256: cleared.textSha256 };
}

const accepting = {
  decision: "accept",
  words: "Serves the training of examiners in countries that asked for it.",
  overruleReason: null,
  publishOverrule: false,
  resolution: null,
};

export async function decide(stage: Stage, key: string, offered: Offered): Promise<void> {
  const done = await stage.do<{ version: number }>(
    key,
    "contributions.decide-contribution",
    {
      contribution: offered.contribution,
      expectedVersion: offered.version,
      ...accepting,
    },
    "accepted the contribution; every article was judged on facts read in the same transaction",
  );
  offered.version = done.version;
}

/** Everything that must be refused on the way, each for its own reason. */
export async function triesToDecide(
  stage: Stage,
  offered: Offered,
  verdict: { expiresAt: Instant },
): Promise<void> {
  const ask = { contribution: offered.contribution, expectedVersion: offered.version, ...accepting };
  await stage.refused("proposer-as-director", "contributions.decide-contribution", ask, {
    code: "contributions/forbidden",
    clause: "S1",
    what: "who took the file in, and was made director since, tried to decide it",
  });
  await stage.refused("issuer-as-director", "contributions.decide-contribution", ask, {
    code: "contributions/forbidden",
    clause: "S3",
    what: "who issued the conclusion, and was made director since, tried to decide it",
  });
  const late: World = { ...stage.world, clock: { now: () => verdict.expiresAt } };
  await stage.refused("secretary-general", "contributions.decide-contribution", ask, {
    code: "contributions/forbidden",
    clause: "R18.1",
    what: "tried to decide at the very second the conclusion expires",
    world: late,
  });
}

/** 500 000.00 is for the Executive Committee; one cent below would still be the Secretary General's. */
export async function tooLargeForOne(stage: Stage, offered: Offered): Promise<void> {
  await stage.refused(
    "secretary-general",
    "contributions.decide-contribution",
    {
      contribution: offered.contribution,
      expectedVersion: offered.version,
      ...accepting,
    },
    { code: "contributions/forbidden", clause: "R20.1", what: "tried to accept 500 000.00 EUR alone" },
  );
}

/** Both sides sign the hash that was decided. */
export async function signBoth(stage: Stage, signatory: string, offered: Offered): Promise<void> {
  const agreement = () =>
    stage.ask<{ version: number }>("secretary-general", "agreements.agreement", {
      agreement: offered.agreement,
    });
  const ask = async () => ({
    agreement: offered.agreement,
    textSha256: offered.textSha256,
    expectedVersion: (await agreement()).version,
  });
  await stage.refused(
    signatory,
    "agreements.sign-as-partner",
    { ...(await ask()), textSha256: "0".repeat(64) },
    {
      code: "agreements/forbidden",
      clause: "R34.2",
      what: "tried to sign another text than the one decided",
    },
  );
  await stage.do(signatory, "agreements.sign-as-partner", await ask(), "signed for the partner");
  await stage.do(
    "secretary-general",
    "agreements.sign-as-organisation",
    await ask(),
    "signed for the organisation; the agreement is in force",
  );
  await stage.settle();
}

/** A payer that is not the partner is set apart; too much is refused; then the money arrives and is reconciled. */
export async function receive(
  stage: Stage,
  part: PartKeyed,
  offered: Offered,
  valueMinor: string,
): Promise<void> {
  const current = () =>
    stage.world.database.read(async (tx) => (await contributionOf(tx, offered.contribution))?.version ?? 0);
  const pay = async (payerName: string, amountMinor: string, bankReference: string) => ({
    contribution: offered.contribution,
    expectedVersion: await current(),
    amountMinor,
    currency: "EUR",
    payerName,
    bankReference,
  });
  const apart = await stage.do<{ outcome?: string }>(
    "finance-2",
    "contributions.receive-contribution",
    await pay(part.owners[0]?.name ?? "Somebody Else", valueMinor, "EXBANK 2027/0001"),
  );
  if (apart.outcome === "received") throw new Error("money of another payer was booked as income");
  stage.tell.did(
    stage.actor("finance-2").name,
    "saw money of the parent company: set apart in quarantine, nobody’s income (R26.2)",
  );
  await stage.refused(
    "finance-2",
    "contributions.receive-contribution",
    await pay(part.name, (BigInt(valueMinor) + 1n).toString(), "EXBANK 2027/0002"),
    { code: "contributions/over-receipt", what: "tried to book one cent more than was agreed" },
  );
  await stage.refused(
    "finance",
    "contributions.receive-contribution",
    await pay(part.name, valueMinor, "EXBANK 2027/0003"),
    {
      code: "access/separated-duty",
      clause: "S4",
      what: "who valued the offer tried to post its money",
    },
  );
  const done = await stage.do<{ entry: string }>(
    "finance-2",
    "contributions.receive-contribution",
    await pay(part.name, valueMinor, "EXBANK 2027/0003"),
    "posted one balanced entry for the money received",
  );
  await stage.do(
    "controller",
    "contributions.reconcile-entry",
    { entry: done.entry, statementRef: "EXBANK statement 2027/03" },
    "reconciled the entry with the bank’s statement",
  );
  await stage.settle();
}

/** The editor publishes what the events prepared. */
export async function publish(stage: Stage): Promise<readonly string[]> {
  const waiting = await stage.ask<readonly { registerId: string; rowVersion: number }[]>(
    "editor",
    "register.waiting",
    {},
  );
  for (const entry of waiting) {
    await stage.do(
      "editor",
      "register.publish-entry",
      { registerId: entry.registerId, expectedVersion: entry.rowVersion },
      "published the register entry",
    );
  }
  await stage.settle();
  return waiting.map((entry) => entry.registerId);
}

/** Gives somebody of the cast a second role by three people, and keeps them as another actor of the story. */
export async function promote(stage: Stage, key: string, as: string): Promise<string> {
  const validUntil = iso(plusMonths(stage.world.clock.now(), 11));
  const asked = await stage.do<{ grant: string; version: number }>("human-resources", "access.request-role", {
    account: stage.account(key),
    role: "director",
    validUntil,
    reason: "Acting director during an absence",
  });
  const approved = await stage.do<{ version: number }>("security", "access.approve-role", {
    grant: asked.grant,
    expectedVersion: asked.version,
  });
  await stage.do("administrator", "access.apply-role", {
    grant: asked.grant,
    expectedVersion: approved.version,
  });
  const actor = stage.actor(key);
  stage.actors.set(as, { ...actor, roles: [...actor.roles, "director"] });
  return asked.grant;
}

/** Takes the second role away again: an acting director acts no longer than needed. */
export async function demote(stage: Stage, grant: string): Promise<void> {
  await stage.do("human-resources", "access.revoke-role", { grant, expectedVersion: 3 });
}
