/** Agreements for tests, drafted, frozen and signed through the deeds a person would do. Names are fictitious. */
import type { Actor } from "../../src/kernel/actor.ts";
import type { ContributionId } from "../../src/kernel/ids.ts";
import { iso } from "../../src/kernel/instants.ts";
import type { Refusal } from "../../src/kernel/refusal.ts";
import type { Result } from "../../src/kernel/result.ts";
import type { World } from "../../src/ports/world.ts";
import { deeds } from "../../src/modules/agreements/index.ts";
import { perform } from "../../src/modules/log/index.ts";
import { anActor } from "./actors.ts";
import { aChecked, aDecider, decide, read, type ClearedPartner, type PendingSpec } from "./contributions.ts";
import { must } from "./partners.ts";

export interface BuiltAgreement {
  readonly agreement: string;
  readonly version: number;
  readonly textSha256: string;
  readonly contribution: { readonly id: ContributionId; readonly version: number };
  readonly partner: ClearedPartner;
  readonly signatory: Actor; // named as such in the partner's own file
  readonly freezer: Actor; // the legal officer who froze this text
  readonly reader: Actor; // another one, who read the conditions of the offer
}

export interface AgreementSpec extends PendingSpec {
  readonly startsOn?: string;
  readonly endsOn?: string;
  readonly isDecided?: false;
}

/** Runs one deed of agreements by its name. */
export function actOnAgreement<Answer = { agreement: string; version: number; state: string }>(
  world: World, actor: Actor, name: string, ask: unknown,
): Promise<Result<Answer, Refusal>> {
  const definition = deeds.find((d) => d.name === `agreements.${name}`);
  if (!definition) throw new Error(`no deed agreements.${name}`);
  return perform(world, actor, definition, ask) as Promise<Result<Answer, Refusal>>;
}

/** A text both sides may sign: drafted, frozen by a legal officer and decided by the director. */
export async function anAgreementToSign(
  world: World, partner: ClearedPartner, spec: AgreementSpec = {},
): Promise<BuiltAgreement> {
  const offer = await aChecked(world, partner, spec);
  const drafted = must(await actOnAgreement(world, await anActor(world, { roles: ["partnership-officer"] }), "draft-agreement", {
    contribution: offer.id, startsOn: spec.startsOn ?? "2027-06-01", endsOn: spec.endsOn ?? "2029-05-31",
  }));
  const freezer = await anActor(world, { roles: ["legal-officer"] });
  const frozen = must(await actOnAgreement<{ agreement: string; version: number; textSha256: string }>(
    world, freezer, "clear-agreement", { agreement: drafted.agreement, expectedVersion: drafted.version },
  ));
  const pending = { id: offer.id, version: offer.version + 1 };
  const contribution = spec.isDecided === false
    ? pending
    : { id: offer.id, version: must(await decide(world, await aDecider(world, "director"), pending)).version };
  const signatory = await anActor(world, {
    roles: ["partner-signatory"], partnerId: partner.partner, name: "Camille Exemple",
  });
  return { ...frozen, contribution, partner, signatory, freezer, reader: offer.legal };
}

/** One side signs; without changes, the hash and the version it has before its eyes. */
export function signs(
  world: World, actor: Actor, side: "partner" | "organisation", of: { agreement: string; version: number; textSha256: string },
) {
  const { agreement, textSha256, version: expectedVersion } = of;
  return actOnAgreement(world, actor, `sign-as-${side}`, { agreement, textSha256, expectedVersion });
}

/** Signed by both sides today, and in force from today on: the contribution is agreed and the register hears of it. */
export async function anAgreementInForce(
  world: World, partner: ClearedPartner, spec: AgreementSpec = {},
): Promise<BuiltAgreement> {
  const today = iso(world.clock.now()).slice(0, 10);
  const built = await anAgreementToSign(world, partner, { startsOn: today, ...spec });
  const { version } = must(await signs(world, built.signatory, "partner", built));
  const authority = await anActor(world, { roles: ["director"] });
  const done = must(await signs(world, authority, "organisation", { ...built, version }));
  if (done.state !== "in-force") throw new Error(`not in force: ${done.state}`);
  const contribution = await read(world, built.contribution.id);
  return { ...built, version: done.version, contribution: { id: built.contribution.id, version: contribution?.version ?? 0 } };
}
