/**
 * Partners for tests, made through the deeds a person would do: `aDraft`, `aSubmitted`, `anAdmitted`, `anActivePartner`.
 * Names are fictitious. Each returns the contact with its file, so that the next deed sees what the session would.
 */
import type { Actor } from "../../src/kernel/actor.ts";
import type { ApplicationId, PartnerId } from "../../src/kernel/ids.ts";
import { iso } from "../../src/kernel/instants.ts";
import type { Refusal } from "../../src/kernel/refusal.ts";
import type { Result } from "../../src/kernel/result.ts";
import type { World } from "../../src/ports/world.ts";
import { deeds, setDecisionReady, activate } from "../../src/modules/partners/index.ts";
import { deed, perform, type Desk, type ReadDesk } from "../../src/modules/log/index.ts";
import { z } from "zod";
import { anActor } from "./actors.ts";

export interface BuiltPartner {
  readonly partner: PartnerId;
  readonly application: ApplicationId;
  readonly version: number;
  readonly contact: Actor;
  readonly officer?: Actor; // who admitted
}

export interface PartnerSpec {
  readonly name?: string;
  readonly country?: string;
  readonly registerNumber?: string;
  readonly lei?: string;
  readonly groupName?: string;
  readonly contact?: Actor;
  readonly owners?: readonly NamedOwner[]; // who hold the partner itself; without any, nobody does
  readonly officers?: readonly NamedPerson[]; // beside the one who signs
}

export interface NamedPerson {
  readonly name: string;
  readonly birthOn: string; // civil date, month or year
  readonly country: string;
}

export interface NamedOwner extends Partial<NamedPerson> {
  readonly name: string;
  readonly kind: "natural" | "legal";
  readonly registerNumber?: string;
  readonly shareBps: number;
}

/** A PDF as far as its first bytes say. */
export const tinyPdf = Buffer.from("%PDF-1.7\n% fictitious extract\n").toString("base64");
let count = 0;

/** Runs one deed of partners by its name. */
export function run<Answer = { version: number }>(
  world: World,
  actor: Actor,
  name: string,
  ask: unknown,
): Promise<Result<Answer, Refusal>> {
  const definition = deeds.find((d) => d.name === `partners.${name}`);
  if (!definition) throw new Error(`no deed partners.${name}`);
  return perform(world, actor, definition, ask) as Promise<Result<Answer, Refusal>>;
}

/** The answer, or an error that shows the refusal. */
export function must<T>(result: Result<T, Refusal>): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`);
  return result.value;
}

export async function started(world: World, spec: PartnerSpec = {}): Promise<BuiltPartner> {
  const first = spec.contact ?? (await anActor(world, { roles: ["partner-contact"] }));
  count += 1;
  const ask = {
    name: spec.name ?? `Fondation Exemplaire ${count}`,
    kind: "non-profit",
    country: spec.country ?? "FR",
  };
  const answer = must(
    await run<{ application: ApplicationId; partner: PartnerId; version: number }>(
      world,
      first,
      "start-application",
      ask,
    ),
  );
  return { ...answer, contact: { ...first, partnerId: answer.partner } };
}

/** The parts of a complete application, as typed. */
export function typedParts(spec: PartnerSpec, signatory: string): Record<string, Record<string, string | string[]>> {
  return {
    identity: {
      legalName: spec.name ?? `Fondation Exemplaire ${count}`, legalNameLang: "fr",
      otherNames: spec.name ? "" : "Exemplaire\nمؤسسة المثال",
      ...(spec.groupName ? { groupName: spec.groupName } : {}),
    },
    registration: {
      legalForm: "foundation",
      legalFormName: "fondation",
      country: spec.country ?? "FR",
      registerName: "Registre exemplaire",
      registerNumber: spec.registerNumber ?? `RX-${1000 + count}`,
      "registeredOn.day": "1",
      "registeredOn.month": "2",
      "registeredOn.year": "2001",
      lei: spec.lei ?? "",
    },
    address: {
      street: "1 rue de l'Exemple",
      city: "Exempleville",
      addressCountry: spec.country ?? "FR",
      website: "exemplaire.example.org",
    },
    activity: {
      activity: "Protects children from abuse images.",
      sectors: [],
      relations: "None.",
      purpose: "Fund a training programme.",
    },
    profile: {
      objective: "Protection of children.",
      governance: "Board of nine members.",
      decisionBodies: "Board; director.",
      assets: "EUR 2 million.",
      "income.amount": "1 234 567,50",
      "income.currency": "EUR",
      incomeYear: "2026",
      fundingSources: "Endowment.",
      affiliations: "None.",
    },
    owners: { remainder: remainderOf(spec), remainderWords: "A foundation has no owners." },
    declaration: {
      signatory,
      signedName: "Camille Exemple",
      "signedOn.day": "1",
      "signedOn.month": "3",
      "signedOn.year": "2027",
      isTrue: "yes",
      mayPublish: "yes",
    },
  };
}

/** In per cent; the owners of tests hold whole ones. */
function remainderOf({ owners = [] }: PartnerSpec): string {
  return String(100 - owners.reduce((sum, one) => sum + one.shareBps, 0) / 100);
}

/** Names the owners and the further officers of the spec; returns the version after them. */
async function namesPeople(world: World, spec: PartnerSpec, of: BuiltPartner): Promise<number> {
  let { version } = of;
  const act = async (name: string, ask: object): Promise<void> => {
    version = must(await run(world, of.contact, name, { application: of.application, expectedVersion: version, ...ask })).version;
  };
  for (const { kind, name, country, birthOn, registerNumber, shareBps } of spec.owners ?? []) {
    const holder = {
      kind, name, otherName: null, country: country ?? "FR", birthOn: birthOn ?? null,
      chainWords: kind === "legal" ? "Many small holders, none above one per cent." : null,
      registerNumber: registerNumber ?? null,
    };
    await act("declare-owner", { holder, heldIn: null, shareBps, form: "registered", controlWords: null });
  }
  for (const { name, birthOn, country } of spec.officers ?? []) {
    await act("name-officer", { name, roleWords: "Member of the board", birthOn, nationality: country, signs: "no" });
  }
  return version;
}

/** A draft with everything in it, not yet handed in. */
export async function aDraft(
  world: World, spec: PartnerSpec = {}, again?: { application: string; version: number; before: BuiltPartner },
): Promise<BuiltPartner & { signatory: string; day: string; month: string; year: string }> {
  const begun = again
    ? { ...again.before, application: again.application as ApplicationId, version: again.version }
    : await started(world, spec);
  const base = { application: begun.application };
  let version = begun.version;
  const officer = must(
    await run<{ version: number; officer: string }>(world, begun.contact, "name-officer", {
      ...base,
      expectedVersion: version,
      name: "Camille Exemple",
      roleWords: "Directrice",
      birthOn: "1970-04",
      nationality: "FR",
      signs: "alone",
    }),
  );
  version = await namesPeople(world, spec, { ...begun, version: officer.version });
  for (const kind of ["register-extract", "statutes"]) {
    version = must(await run(world, begun.contact, "attach-document", {
      ...base, expectedVersion: version, kind, name: `${kind}.pdf`, contentBase64: tinyPdf,
    })).version;
  }
  for (const [part, typed] of Object.entries(typedParts(spec, officer.officer))) {
    version = must(
      await run(world, begun.contact, "save-application-part", { ...base, expectedVersion: version, part, typed }),
    ).version;
  }
  const [year = "", month = "", day = ""] = iso(world.clock.now()).slice(0, 10).split("-");
  return { ...begun, version, signatory: officer.officer, day, month, year };
}

export async function aSubmitted(world: World, spec: PartnerSpec = {}): Promise<BuiltPartner & { signatory: string }> {
  const draft = await aDraft(world, spec);
  const ask = { application: draft.application, expectedVersion: draft.version };
  return { ...draft, version: must(await run(world, draft.contact, "submit-application", ask)).version };
}

export async function anAdmitted(world: World, spec: PartnerSpec = {}): Promise<BuiltPartner & { officer: Actor }> {
  const submitted = await aSubmitted(world, spec);
  const officer = await anActor(world, { roles: ["partnership-officer"] });
  const judged = ["near-name"].map((check) => ({ check, reason: "Another fictitious body, seen in the register." }));
  const ask = { application: submitted.application, expectedVersion: submitted.version, judged };
  return { ...submitted, officer, version: must(await run(world, officer, "admit-application", ask)).version };
}

/** Through diligence and decision, by the calls modules above make. */
export async function anActivePartner(world: World, spec: PartnerSpec = {}): Promise<BuiltPartner & { officer: Actor }> {
  const admitted = await anAdmitted(world, spec);
  must(await fromAbove(world, (desk) => setDecisionReady(desk, { partner: admitted.partner })));
  const version = must(await fromAbove(world, (desk) =>
    activate(desk, { partner: admitted.partner, authority: "director", caseId: "cas_00000000000000000000000001" })));
  return { ...admitted, version };
}

/** Calls a function of the door as a module above would: inside a deed of its own. */
export async function fromAbove<T>(
  world: World,
  body: (desk: Desk) => Promise<Result<T, Refusal>>,
): Promise<Result<T, Refusal>> {
  const officer = await anActor(world, { roles: ["assembly-secretary"] });
  const above = deed({
    name: "tests.from-above",
    who: ["assembly-secretary"],
    isolation: "serializable",
    ask: z.strictObject({}),
    perform: (desk: Desk) => body(desk),
  });
  return perform(world, officer, above, {});
}

/** Asks something of the door as a page would: read-only, with an actor. */
export function readDeskFor<T>(world: World, actor: Actor, body: (desk: ReadDesk) => Promise<T>): Promise<T> {
  return world.database.read((tx) =>
    body({ tx, actor, world, organisation: world.organisation(), now: () => world.clock.now() }));
}
