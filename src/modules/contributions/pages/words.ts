import { bodies, levels, type Body, type FactUnit } from "../../../engines/regulation/index.ts";
import { parseCivilDate, instant } from "../../../kernel/instants.ts";
import type { Money } from "../../../kernel/money.ts";
import type { PageAsk } from "../../../ui/page.ts";
import { regulationOf } from "../../log/index.ts";
import { purposesOf } from "../in-force.ts";
import type { ShownFact } from "../judging/shown.ts";

type Place = Pick<PageAsk, "world" | "organisation" | "say">;

/** The organisation's own title of an authority. */
export function authorityTitle({ organisation, say }: Place, body: Body): string {
  return organisation.authorityTitles[body][say.lang];
}

export function purposeText({ world, say }: Place, code: string): string {
  return purposesOf(world)[code]?.[say.lang] ?? code;
}

export function house({ organisation }: Pick<PageAsk, "organisation">, minor: bigint | number): Money {
  return { minor: BigInt(minor), currency: organisation.currency };
}

/** "value: 50 000.00 EUR" in the reader's words; hidden facts say that they were read, and no more. */
export function factText(place: Place, fact: ShownFact, names: Readonly<Record<string, string>>): string {
  const { say } = place;
  const regulation = regulationOf(place);
  const label = fact.unit === "parameter"
    ? regulation.parameters.at(-1)?.words[fact.name]?.label[say.lang]
    : regulation.facts[fact.name]?.label[say.lang];
  return say("contributions.fact", { name: label ?? fact.name, value: valueText(place, fact, names) });
}

function valueText(place: Place, fact: ShownFact, names: Readonly<Record<string, string>>): string {
  const { say } = place;
  if (fact.isHidden) return say("contributions.fact.hidden");
  if (fact.value === null) return say("ui.unknown");
  if (fact.unit === "parameter") return parameterText(place, fact.name, Number(fact.value));
  if (typeof fact.value === "boolean") return say(fact.value ? "ui.yes" : "ui.no");
  if (typeof fact.value === "number") return numberText(place, fact.unit, fact.value);
  const list = typeof fact.value === "string" ? [fact.value] : fact.value;
  if (list.length === 0) return say("ui.none");
  return list.map((code) => codeText(place, { ...fact, value: code }, names)).join(" · ");
}

function codeText(place: Place, fact: ShownFact & { value: string }, names: Readonly<Record<string, string>>): string {
  const { say } = place;
  const code = fact.value;
  if (fact.unit === "person" || fact.unit === "persons") return names[code] ?? code;
  if (fact.name === "purpose" || fact.name === "verdictPurposes") return purposeText(place, code);
  if ((bodies as readonly string[]).includes(code)) return authorityTitle(place, code as Body);
  const key = `contributions.code.${code}`;
  return say.has(key) ? say(key) : code;
}

function numberText(place: Place, unit: FactUnit | "parameter", value: number): string {
  const { say } = place;
  switch (unit) {
    case "minor": return say.money(house(place, value));
    case "bps": return say.share(value);
    case "instant": return say.moment(instant(value));
    case "day": return dayText(place, value);
    case "authority": {
      const body = bodies[value - 1];
      return body === undefined ? say("ui.unknown") : authorityTitle(place, body);
    }
    case "level": return say(`contributions.code.${levels[value - 1] ?? "unknown"}`);
    case "grade": return `E${value}`;
    default: return say.number(value);
  }
}

/** 20260520 → "20 May 2026". */
function dayText({ say }: Place, value: number): string {
  const text = String(value);
  const day = parseCivilDate(`${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`);
  return day === null ? text : say.day(day);
}

function parameterText(place: Place, key: string, value: number): string {
  const { say } = place;
  const unit = regulationOf(place).parameters.at(-1)?.words[key]?.unit ?? "count";
  if (unit === "minor") return say.money(house(place, value));
  if (unit === "bps") return say.share(value);
  const known = `contributions.unit.${unit}`;
  return say.has(known) ? say(known, { count: value }) : say.number(value);
}
