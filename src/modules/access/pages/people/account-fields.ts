import { formFields, type Fields } from "../../../../ui/form.ts";

/** The forms on an account's page, by deed. */
export const verifyFields = formFields({
  documentCountry: { kind: "text", label: "access.field.document-country", hint: "access.field.document-country-hint", max: 2 },
  documentNumber: { kind: "text", label: "access.field.document-number", hint: "access.field.document-hint", max: 60 },
  person: { kind: "text", label: "access.field.person", max: 40 },
});

export const roleFields = formFields({
  role: { kind: "text", label: "access.grant.role", max: 40 },
  validUntil: { kind: "day", label: "access.grant.until", hint: "access.grant.until-hint" },
  reason: { kind: "text", label: "access.grant.reason", hint: "access.field.reason-hint", max: 500 },
});

export const revokeFields = formFields({ grant: { kind: "text", label: "access.grant.role", max: 60 } });

export const reasonFields = formFields({
  reason: { kind: "text", label: "access.grant.reason", hint: "access.field.reason-hint", max: 500 },
});

export const fieldsOf: Readonly<Record<string, Fields>> = {
  "verify": verifyFields, "request-role": roleFields, "revoke-role": revokeFields, "request-recovery": reasonFields,
  "lock": reasonFields, "unlock": reasonFields, "renew-invitation": {},
};
