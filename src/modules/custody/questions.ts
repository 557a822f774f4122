import { z } from "zod";
import { hasRole } from "../../kernel/actor.ts";
import type { Role } from "../../kernel/roles.ts";
import { peopleWith, seesFile } from "../access/index.ts";
import { contributionOf, readers as officers, type Contribution } from "../contributions/index.ts";
import { heldMinor, receivedMinor } from "../ledger/index.ts";
import { question, type ReadDesk } from "../log/index.ts";
import { partnerOf } from "../partners/index.ts";
import { contributionId } from "./asks.ts";
import type { CountryGrant } from "./grant.ts";
import { whoMay } from "./moves.ts";
import { leftOf } from "./propose-grant.ts";
import { grantById, grantsOfContribution, grantsOfCountry, newestGrants } from "./store.ts";

/** The partner reads what became of its own contribution. */
export const partnerSide: readonly Role[] = ["partner-contact", "partner-signatory"];

export interface NamedGrant extends CountryGrant {
  readonly partnerName: string;
}

async function named(desk: ReadDesk, grants: readonly CountryGrant[]): Promise<NamedGrant[]> {
  const found: NamedGrant[] = [];
  for (const grant of grants) {
    const partner = await partnerOf(desk.tx, grant.file);
    found.push({ ...grant, partnerName: partner?.name ?? grant.file });
  }
  return found;
}

/** A bureau sees its country's grants, wherever the giver is established; everybody else those of files they see. */
async function sees(desk: ReadDesk, grant: CountryGrant): Promise<boolean> {
  const isBureau = desk.actor.side === "bureau";
  return isBureau ? grant.country === desk.actor.country && grant.state !== "withdrawn" : seesFile(desk, grant.file);
}

export const grantQuestion = question({
  name: "custody.grant",
  who: [...officers, ...partnerSide, "national-bureau"],
  ask: z.strictObject({ grant: z.string().max(40) }),
  async answer(desk, ask): Promise<NamedGrant | null> {
    const grant = await grantById(desk.tx, ask.grant);
    if (!grant || !(await sees(desk, grant))) return null;
    return (await named(desk, [grant]))[0] ?? null;
  },
});

/** What its country was given, for a bureau's own page. */
export const givenToMeQuestion = question({
  name: "custody.given-to-me",
  who: ["national-bureau"],
  ask: z.strictObject({}),
  async answer(desk): Promise<readonly NamedGrant[] | null> {
    const { country } = desk.actor;
    return country === undefined ? null : named(desk, await grantsOfCountry(desk.tx, country));
  },
});

export interface GivenFrom {
  readonly contribution: Pick<Contribution, "id" | "file" | "state" | "currency" | "earmark" | "programme">;
  readonly partnerName: string;
  readonly grants: readonly CountryGrant[];
  readonly receivedMinor: bigint;
  readonly paidMinor: bigint;
  readonly leftMinor: bigint; // in the fund and promised to nobody
  readonly countries: readonly string[]; // whose bureau has an account, for whoever may propose
}

/** What became of one contribution: received, given, left. */
export const givenFromQuestion = question({
  name: "custody.given-from",
  who: [...officers, ...partnerSide],
  ask: z.strictObject({ contribution: contributionId }),
  async answer(desk, ask): Promise<GivenFrom | null> {
    const contribution = await contributionOf(desk.tx, ask.contribution);
    if (!contribution || !(await seesFile(desk, contribution.file))) return null;
    const { id, file, state, currency, earmark, programme } = contribution;
    const grants = await grantsOfContribution(desk.tx, id);
    const held = await heldMinor(desk.tx, id, currency);
    const received = await receivedMinor(desk.tx, id, currency);
    const partner = await partnerOf(desk.tx, file);
    return {
      contribution: { id, file, state, currency, earmark, programme }, partnerName: partner?.name ?? file,
      // The partner sees what was given, not what was thought of and taken back.
      grants: desk.actor.side === "partner" ? grants.filter((one) => one.state !== "withdrawn") : grants,
      receivedMinor: received, paidMinor: received - held, leftMinor: leftOf(held, grants),
      countries: hasRole(desk.actor, ...whoMay("propose")) ? await countriesWithBureau(desk) : [],
    };
  },
});

async function countriesWithBureau(desk: ReadDesk): Promise<string[]> {
  const countries = (await peopleWith(desk, "national-bureau")).flatMap((holder) => holder.country ?? []);
  return [...new Set(countries)].sort();
}

/** The newest grants of files this reader sees. */
export const listQuestion = question({
  name: "custody.grants",
  who: officers,
  ask: z.strictObject({}),
  async answer(desk): Promise<readonly NamedGrant[]> {
    const seen: CountryGrant[] = [];
    for (const grant of await newestGrants(desk.tx, 500)) if (await seesFile(desk, grant.file)) seen.push(grant);
    return named(desk, seen);
  },
});
