/**
 * The types of condition of article 25, as the legal officer classifies them. A table reviewed as content: a type that
 * is not here does not exist, and a prohibited one is not negotiable (R25.2).
 */
export const allowedConditions = [
  "purpose", "period", "place", "programme", "reporting", "visibility", "return-of-unspent",
] as const;
export const prohibitedConditions = [
  "influence-on-operations", "access-to-police-data", "exclusivity", "secrecy", "endorsement", "non-criticism", "veto",
  "recruitment", "use-of-data", "waiver-of-immunities", "gifts-to-persons",
] as const;
export const conditionTypes = [...allowedConditions, ...prohibitedConditions] as const;
export type ConditionType = (typeof conditionTypes)[number];

export function isProhibited(type: ConditionType): boolean {
  return (prohibitedConditions as readonly string[]).includes(type);
}

export function isConditionType(value: unknown): value is ConditionType {
  return typeof value === "string" && (conditionTypes as readonly string[]).includes(value);
}

/** The partner may ask for what is not spent (R25.3): its money is owed back until it is spent. */
export function isReturnable(of: { readonly conditions: readonly { readonly type: ConditionType | null }[] }): boolean {
  return of.conditions.some((condition) => condition.type === "return-of-unspent");
}
