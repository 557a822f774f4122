import { z } from "zod";
import { criteria, depths, levels } from "../../../engines/scoring/index.ts";
import { langs, type FourTexts } from "../../../kernel/lang.ts";

/** Grades of evidence, weakest first. E0 declared · E1 partner's document · E2 independent · E3 official (art. 17). */
export const grades = ["E0", "E1", "E2", "E3"] as const;
export type Grade = (typeof grades)[number];

/** Letters of the red lines of article 7. */
export const redLetters = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"] as const;
export type RedLetter = (typeof redLetters)[number];

/** Kinds of contribution of article 2. */
export const kinds = ["funding", "secondment", "software", "equipment", "premises", "other"] as const;
export type Kind = (typeof kinds)[number];

/** Facts of the case's scope, which are asked with the scope and not with a question. */
export const scopeFacts = ["software-touches-data", "threat-exchange"] as const;
/** The four characters of article 3, answered one by one. */
export const neutralityFacts = [
  "neutrality-political", "neutrality-military", "neutrality-religious", "neutrality-racial",
] as const;
/** Facts the engines ask for by name: the questionnaire must ask each of them once, and no other. */
export const askedFacts = [
  "high-risk-country", "bearer-shares", "ownership-unclear", "front", "pep-owner", "adverse-media-unresolved",
  "restricted-sector", "restricted-revenue", "operational-stop", ...neutralityFacts,
] as const;
/** Facts that may ask for more depth. */
export const floorFacts = [
  "high-risk-country", "bearer-shares", "ownership-unclear", "front", "pep-owner", "adverse-media-unresolved",
  "restricted-sector", ...scopeFacts, "red-line-suspected",
] as const;
export type FactId = (typeof askedFacts)[number];

const text = z.string().min(1).max(400);
const four = z.strictObject(Object.fromEntries(langs.map((lang) => [lang, text]))) as unknown as z.ZodType<FourTexts>;
const letter = z.enum(redLetters);

const fact = z.strictObject({
  id: z.enum(askedFacts),
  kind: z.enum(["yes-no", "share-bps"]),
  redLine: letter.optional(),
  needsReason: z.boolean().optional(),
  text: four,
});
const gateQuestion = z.strictObject({
  id: z.string().regex(/^S([1-9]|1[0-8])$/),
  grade: z.enum(grades), title: four, question: four, evidence: four, redLines: z.array(letter), facts: z.array(fact),
});
const indicator = z.strictObject({
  id: z.string().regex(/^[ABC]([1-9]|1[0-3])$/),
  weight: z.int().min(1).max(3),
  grade: z.enum(grades), redLines: z.array(letter), title: four, question: four, evidence: four, critical: four,
  mitigation: four, facts: z.array(fact),
});

export const questionnaireSchema = z.strictObject({
  edition: z.int().min(1),
  redLines: z.strictObject(Object.fromEntries(redLetters.map((l) => [l, four]))),
  purposes: z.record(z.string().regex(/^[a-z]+(-[a-z]+)*$/), four),
  gate: z.array(gateQuestion).length(18),
  indicators: z.array(indicator),
});

const depthRow = z.strictObject({
  gate: z.array(z.string()),
  indicators: z.array(z.string()),
  people: z.array(z.enum(["diligence-analyst", "diligence-reviewer", "compliance-officer"])).length(3),
  opinions: z.array(z.strictObject({ opinion: z.literal("ethics"), from: z.enum(levels) })),
});

export const depthSchema = z.strictObject({
  edition: z.int().min(1),
  depths: z.strictObject({ basic: depthRow, standard: depthRow, enhanced: depthRow }),
  floors: z.array(z.strictObject({
    depth: z.enum(depths),
    kinds: z.array(z.enum(kinds)),
    valueFromMinor: z.int().min(1).nullable(),
    facts: z.array(z.enum(floorFacts)),
  })),
});

export type Fact = z.infer<typeof fact>;
export type GateQuestion = z.infer<typeof gateQuestion> & { readonly criterion: "S" };
export type IndicatorQuestion = z.infer<typeof indicator> & { readonly criterion: (typeof criteria)[number] };
export type CaseQuestion = GateQuestion | IndicatorQuestion;
export type DepthTable = z.infer<typeof depthSchema>;
