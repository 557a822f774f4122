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

/** Each form of one page has its own field names: labels and fault links lead to ids made of them. */
const reason = { kind: "text", label: "access.grant.reason", hint: "access.field.reason-hint", max: 500 } as const;
export const recoveryFields = formFields({ recoveryReason: reason });
export const lockFields = formFields({ lockReason: reason });
export const unlockFields = formFields({ unlockReason: reason });

export const fieldsOf: Readonly<Record<string, Fields>> = {
  "verify": verifyFields, "request-role": roleFields, "revoke-role": revokeFields, "request-recovery": recoveryFields,
  "lock": lockFields, "unlock": unlockFields, "renew-invitation": {},
};
