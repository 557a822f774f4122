import { formFields, type Fields } from "../../../ui/form.ts";
import { legalForms, nameLanguages, sensitiveSectors } from "./tables.ts";

/**
 * The application's parts as forms. One table gives the page its labels, the deed its schema and the reader its
 * limits. A field that is needed only sometimes is optional here and asked for in rules.ts.
 */
export const partNames = ["identity", "registration", "address", "activity", "profile", "owners", "declaration"] as const;
export type PartName = (typeof partNames)[number];

export function isPartName(value: string): value is PartName {
  return (partNames as readonly string[]).includes(value);
}

const label = (name: string): { label: string; hint: string } => ({
  label: `partners.field.${name}`, hint: `partners.hint.${name}`,
});

/** Fields whose label says all. */
const bare = (name: string): { label: string } => ({ label: `partners.field.${name}` });

export const identityFields = formFields({
  legalName: { kind: "text", max: 200, ...label("legalName") },
  legalNameLang: { kind: "choice", among: Object.keys(nameLanguages), optional: true, ...label("legalNameLang") },
  latinName: { kind: "text", max: 200, optional: true, ...label("latinName") },
  otherNames: { kind: "text", max: 2_000, optional: true, ...label("otherNames") },
  groupName: { kind: "text", max: 200, optional: true, ...label("groupName") },
});

export const registrationFields = formFields({
  legalForm: { kind: "choice", among: legalForms, ...label("legalForm") },
  legalFormName: { kind: "text", max: 80, ...label("legalFormName") },
  country: { kind: "text", max: 2, ...label("country") },
  registerName: { kind: "text", max: 120, ...label("registerName") },
  registerNumber: { kind: "text", max: 60, ...label("registerNumber") },
  registeredOn: { kind: "day", ...label("registeredOn") },
  lei: { kind: "text", max: 40, optional: true, ...label("lei") },
  listing: { kind: "text", max: 120, optional: true, ...label("listing") },
});

export const addressFields = formFields({
  street: { kind: "text", max: 400, ...bare("street") },
  city: { kind: "text", max: 120, ...bare("city") },
  postalCode: { kind: "text", max: 20, optional: true, ...bare("postalCode") },
  addressCountry: { kind: "text", max: 2, ...bare("addressCountry") },
  website: { kind: "text", max: 200, optional: true, ...label("website") },
});

export const activityFields = formFields({
  activity: { kind: "text", max: 2_000, ...label("activity") },
  sectors: { kind: "choices", among: sensitiveSectors, optional: true, ...label("sectors") },
  sectorRevenue: { kind: "share", optional: true, ...label("sectorRevenue") },
  relations: { kind: "text", max: 2_000, ...label("relations") },
  purpose: { kind: "text", max: 2_000, ...label("purpose") },
});

export const profileFields = formFields({
  objective: { kind: "text", max: 1_000, ...label("objective") },
  governance: { kind: "text", max: 1_000, ...label("governance") },
  decisionBodies: { kind: "text", max: 1_000, ...label("decisionBodies") },
  assets: { kind: "text", max: 500, ...label("assets") },
  income: { kind: "amount", ...label("income") },
  incomeYear: { kind: "whole", min: 1950, max: 2199, ...label("incomeYear") },
  fundingSources: { kind: "text", max: 1_000, ...label("fundingSources") },
  affiliations: { kind: "text", max: 1_000, ...label("affiliations") },
});

export const ownersFields = formFields({
  remainder: { kind: "share", optional: true, ...label("remainder") },
  remainderWords: { kind: "text", max: 1_000, optional: true, ...label("remainderWords") },
});

export const declarationFields = formFields({
  signatory: { kind: "text", max: 40, ...label("signatory") },
  signedName: { kind: "text", max: 200, ...label("signedName") },
  secondSignatory: { kind: "text", max: 40, optional: true, ...label("secondSignatory") },
  secondName: { kind: "text", max: 200, optional: true, ...label("secondName") },
  signedOn: { kind: "day", ...label("signedOn") },
  isTrue: { kind: "tick", ...label("isTrue") },
  mayPublish: { kind: "tick", ...label("mayPublish") },
  newFact: { kind: "text", max: 2_000, optional: true, ...label("newFact") },
});

export const fieldsOf: Readonly<Record<PartName, Fields>> = {
  identity: identityFields, registration: registrationFields, address: addressFields, activity: activityFields,
  profile: profileFields, owners: ownersFields, declaration: declarationFields,
};
