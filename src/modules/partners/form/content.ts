import { namesOneOf } from "../../../engines/matching/index.ts";
import type { Json } from "../../../kernel/canonical.ts";
import type { CivilDate } from "../../../kernel/instants.ts";
import { decimalText, type Money } from "../../../kernel/money.ts";
import type { Fault } from "../../../kernel/refusal.ts";
import type { HeldDocument, Officer, Owners, PartnerName, PublicProfile } from "../partner.ts";
import { nameKey, scriptOf } from "../reading/names.ts";
import { partNames, type PartName } from "./fields.ts";
import { ownershipFaults } from "./ownership.ts";
import { readPart, type Typed, type Understood } from "./read-part.ts";
import { linesOf, readWebsite } from "./rules.ts";
import { neededDocuments, type LegalForm, type PartnerKind } from "./tables.ts";
import type { Fields } from "../../../ui/form.ts";

/** The whole draft as it lies in the store. */
export interface Draft {
  readonly kind: PartnerKind;
  readonly parts: Partial<Readonly<Record<PartName, Typed>>>;
  readonly officers: readonly Officer[];
  readonly owners: Owners; // remainder is read from part "owners"
  readonly documents: readonly HeldDocument[];
}

/** What was submitted, frozen. Canonical JSON: its SHA-256 stands in the event. */
export interface Content {
  readonly kind: PartnerKind;
  readonly names: readonly PartnerName[];
  readonly groupName: string | null;
  readonly registration: Registration;
  readonly address: Readonly<Record<"street" | "city" | "postalCode" | "country" | "website", string>>;
  readonly activity: Readonly<Record<"activity" | "relations" | "purpose", string>>;
  readonly sectors: readonly string[];
  readonly sectorRevenueBps: number; // 0 when no sensitive sector was named
  readonly profile: PublicProfile;
  readonly officers: readonly Officer[];
  readonly owners: Owners;
  readonly documents: readonly { readonly id: string; readonly kind: string; readonly sha256: string }[];
  readonly declaration: Declaration;
}

export interface Registration {
  readonly legalForm: LegalForm;
  readonly legalFormName: string;
  readonly country: string;
  readonly registerName: string;
  readonly registerNumber: string;
  readonly registeredOn: CivilDate;
  readonly lei: string;
  readonly listing: string;
}

export interface Declaration {
  readonly signatories: readonly string[]; // officer ids
  readonly signedNames: readonly string[];
  readonly signedOn: CivilDate;
  readonly newFact: string;
}

export type Step = PartName | "people" | "documents";

/** A fault with the page on which it can be mended. */
export interface StepFault extends Fault {
  readonly step: Step;
}

/** Reads the whole draft: every fault with its page, and the content when there is none. */
export function readDraft(draft: Draft, today: CivilDate): { faults: readonly StepFault[]; content: Content | null } {
  const faults: StepFault[] = [];
  const read = new Map<PartName, Understood<Fields>>();
  for (const part of partNames) {
    const { faults: own, values } = readPart(part, draft.parts[part] ?? {}, today);
    read.set(part, values);
    faults.push(...own.map((f) => ({ ...f, step: part })));
  }
  const of = (part: PartName): Values => read.get(part) ?? {};
  const owners = withRemainder(draft.owners, of("owners"));
  faults.push(...peopleFaults(draft.officers).map((f) => ({ ...f, step: "people" as const })));
  faults.push(...ownershipFaults(owners).map((f) => ({ ...f, step: "owners" as const })));
  faults.push(...documentFaults(draft.documents).map((f) => ({ ...f, step: "documents" as const })));
  faults.push(...namingFaults(draft, of).map((f) => ({ ...f, step: "profile" as const })));
  faults.push(...signatureFaults(draft.officers, of("declaration")).map((f) => ({ ...f, step: "declaration" as const })));
  return { faults, content: faults.length > 0 ? null : contentOf(draft, owners, of) };
}

type Values = Readonly<Record<string, unknown>>;

export function withRemainder(owners: Owners, values: Values): Owners {
  const bps = values["remainder"];
  return { ...owners, remainderBps: typeof bps === "number" ? bps : 0, remainderWords: text(values, "remainderWords") || null };
}

function peopleFaults(officers: readonly Officer[]): Fault[] {
  if (officers.length === 0) return [{ path: "people", code: "partners-people-missing" }];
  return officers.some((o) => o.signs !== "no") ? [] : [{ path: "people", code: "partners-signatory-missing" }];
}

function documentFaults(documents: readonly HeldDocument[]): Fault[] {
  return neededDocuments
    .filter((kind) => !documents.some((d) => d.kind === kind))
    .map((kind) => ({ path: "documents", code: `partners-document-${kind}-missing` }));
}

/** S18: the declaration is signed by persons empowered to sign, one alone or two jointly, under their own names. */
function signatureFaults(officers: readonly Officer[], values: Values): Fault[] {
  const faults: Fault[] = [];
  const first = officers.find((o) => o.id === values["signatory"]);
  const second = officers.find((o) => o.id === values["secondSignatory"]);
  if (text(values, "signatory") !== "" && (!first || first.signs === "no")) {
    faults.push({ path: "signatory", code: "partners-signatory-not-empowered" });
  }
  if (text(values, "secondSignatory") !== "" && (!second || second.signs === "no" || second === first)) {
    faults.push({ path: "secondSignatory", code: "partners-signatory-not-empowered" });
  }
  if (first?.signs === "jointly" && !second)
    faults.push({ path: "secondSignatory", code: "partners-second-signatory-needed" });
  if (first && !isNameOf(first, text(values, "signedName")))
    faults.push({ path: "signedName", code: "partners-signature-differs" });
  if (second && !isNameOf(second, text(values, "secondName")))
    faults.push({ path: "secondName", code: "partners-signature-differs" });
  return faults;
}

/** The natural persons a file names: officers and those who hold, under each of their names. */
export function peopleIn(of: Pick<Content, "officers" | "owners">): readonly string[] {
  return [...of.officers, ...of.owners.parties.filter((party) => party.kind === "natural")]
    .flatMap(({ name, otherName }) => [name, otherName ?? ""]).filter((name) => name !== "");
}

/** R40.2: what the public will read says functions, not names. Told here, where it can still be written otherwise. */
function namingFaults(draft: Draft, of: (part: PartName) => Values): Fault[] {
  const names = { people: peopleIn(draft), legal: namesOf(of("identity")).map((name) => name.text) };
  return publicWords
    .filter((field) => namesOneOf(text(of("profile"), field), names))
    .map((path) => ({ path, code: "partners-names-a-person" }));
}

const publicWords = ["objective", "governance", "decisionBodies", "assets", "fundingSources", "affiliations"] as const;

function isNameOf(officer: Officer, typed: string): boolean {
  const key = nameKey(typed);
  return typed === "" || [officer.name, officer.otherName ?? ""].some((name) => name !== "" && nameKey(name) === key);
}

function contentOf(draft: Draft, owners: Owners, of: (part: PartName) => Values): Content {
  const [identity, registration, address, activity] = [of("identity"), of("registration"), of("address"), of("activity")];
  const declaration = of("declaration");
  const both = (a: string, b: string): string[] => [text(declaration, a), text(declaration, b)].filter((t) => t !== "");
  return {
    kind: draft.kind,
    names: namesOf(identity),
    groupName: text(identity, "groupName") || null,
    registration: registrationOf(registration),
    address: {
      street: text(address, "street"), city: text(address, "city"), postalCode: text(address, "postalCode"),
      country: text(address, "addressCountry"), website: readWebsite(text(address, "website")) ?? "",
    },
    activity: {
      activity: text(activity, "activity"), relations: text(activity, "relations"), purpose: text(activity, "purpose"),
    },
    sectors: Array.isArray(activity["sectors"]) ? [...activity["sectors"] as string[]].sort() : [],
    sectorRevenueBps: Number(activity["sectorRevenue"] ?? 0),
    profile: profileOf(of),
    officers: draft.officers,
    owners,
    documents: draft.documents.map((d) => ({ id: d.id, kind: d.kind, sha256: d.sha256 })),
    declaration: {
      signatories: both("signatory", "secondSignatory"), signedNames: both("signedName", "secondName"),
      signedOn: text(declaration, "signedOn") as CivilDate, newFact: text(declaration, "newFact"),
    },
  };
}

function registrationOf(values: Values): Registration {
  return {
    legalForm: text(values, "legalForm") as LegalForm, legalFormName: text(values, "legalFormName"),
    country: text(values, "country"), registerName: text(values, "registerName"),
    registerNumber: text(values, "registerNumber"), registeredOn: text(values, "registeredOn") as CivilDate,
    lei: text(values, "lei").toUpperCase().replace(/[\s-]/g, ""), listing: text(values, "listing"),
  };
}

/** The legal name first; every further name with its script. Doubles are told once. */
export function namesOf(identity: Values): PartnerName[] {
  const legal = text(identity, "legalName");
  const rows: PartnerName[] = [];
  const add = (name: string, kind: PartnerName["kind"], lang: string | null): void => {
    if (name !== "" && !rows.some((r) => r.text === name)) rows.push({ text: name, script: scriptOf(name), lang, kind });
  };
  add(legal, "legal", text(identity, "legalNameLang") || null);
  add(text(identity, "latinName"), "latin", null);
  for (const line of linesOf(text(identity, "otherNames"))) add(line, "other", null);
  return rows;
}

/** Also shown from a draft, so that the partner sees what the public will read before it is asked to agree. */
export function profileOf(of: (part: PartName) => Values): PublicProfile {
  const profile = of("profile");
  const income = profile["income"] as Money | undefined;
  return {
    name: text(of("identity"), "legalName"),
    legalStatus: text(of("registration"), "legalFormName"),
    objective: text(profile, "objective"),
    governance: text(profile, "governance"),
    decisionBodies: text(profile, "decisionBodies"),
    assets: text(profile, "assets"),
    yearlyIncome: income ? `${grouped(decimalText(income))} ${income.currency} (${Number(profile["incomeYear"] ?? 0)})` : "",
    fundingSources: text(profile, "fundingSources"),
    affiliations: text(profile, "affiliations"),
    website: readWebsite(text(of("address"), "website")) ?? "",
    country: text(of("registration"), "country"),
  };
}

/** "1 234 567.50": grouped by spaces, which every one of our languages reads alike. */
function grouped(decimal: string): string {
  return decimal.replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, "\u00a0");
}

/** The content as the JSON that is hashed and stored: every member is text, whole number, boolean or null. */
export function contentJson(content: Content): Json {
  return JSON.parse(JSON.stringify(content)) as Json;
}

function text(values: Values, name: string): string {
  const value = values[name];
  return typeof value === "string" ? value : "";
}
