import { asciiDigits } from "../kernel/digits.ts";
import { parseCivilDate, type CivilDate } from "../kernel/instants.ts";
import { parseAmount, type Money } from "../kernel/money.ts";
import type { Fault } from "../kernel/refusal.ts";
import { no, ok, type Result } from "../kernel/result.ts";
import { readText } from "../kernel/text.ts";

/** What a browser posts: attacker-chosen names and values. */
export type Posted = Readonly<Record<string, string | readonly string[]>>;

/** One field as the page, the parser and the fault summary know it. `label` and `hint` are message keys. */
interface Shared {
  readonly label: string;
  readonly hint?: string;
  readonly optional?: boolean;
}
export type TextSpec = Shared & { readonly kind: "text"; readonly max: number };
export type ChoiceSpec = Shared & { readonly kind: "choice"; readonly among: readonly string[] };
export type ChoicesSpec = Shared & { readonly kind: "choices"; readonly among: readonly string[] };
export type YesNoSpec = Shared & { readonly kind: "yes-no" };
export type TickSpec = Shared & { readonly kind: "tick" }; // a declaration that must be ticked
export type DaySpec = Shared & { readonly kind: "day" };
export type AmountSpec = Shared & { readonly kind: "amount" };
export type WholeSpec = Shared & { readonly kind: "whole"; readonly min: number; readonly max: number };
export type ShareSpec = Shared & { readonly kind: "share" }; // per cent with two decimals, read as basis points
export type FieldSpec =
  | TextSpec | ChoiceSpec | ChoicesSpec | YesNoSpec | TickSpec | DaySpec | AmountSpec | WholeSpec | ShareSpec;
export type Fields = Readonly<Record<string, FieldSpec>>;

/** The type a field is read into; optional fields may be null. */
type Read<F> = F extends TextSpec ? string
  : F extends ChoiceSpec ? F["among"][number]
  : F extends ChoicesSpec ? readonly F["among"][number][]
  : F extends YesNoSpec | TickSpec ? boolean
  : F extends DaySpec ? CivilDate
  : F extends AmountSpec ? Money
  : F extends WholeSpec | ShareSpec ? number
  : never;
export type Values<F extends Fields> = {
  readonly [K in keyof F]: F[K] extends { readonly optional: true } ? Read<F[K]> | null : Read<F[K]>;
};

/** Names the schema of one form, keeping literal types: `const fields = formFields({ name: { kind: "text", … } })`. */
export function formFields<const F extends Fields>(fields: F): F {
  return fields;
}

/**
 * Reads a posted form. All faults are found at once; unknown fields are faults too (names starting with "_" and
 * `expectedVersion` belong to the form itself). On faults show the page again with `typed={ask.form}`.
 */
export function readForm<const F extends Fields>(fields: F, posted: Posted): Result<Values<F>, readonly Fault[]> {
  const faults: Fault[] = unknownFields(fields, posted);
  const values: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(fields)) {
    const read = readField(field, name, posted);
    if (read.ok) values[name] = read.value;
    else faults.push(read.error);
  }
  return faults.length > 0 ? no(faults) : ok(values as Values<F>);
}

function unknownFields(fields: Fields, posted: Posted): Fault[] {
  return Object.keys(posted)
    .filter((name) => !name.startsWith("_") && name !== "expectedVersion")
    .filter((name) => !Object.hasOwn(fields, name) && !Object.hasOwn(fields, partOf(name)))
    .map((name) => ({ path: name.slice(0, 80), code: "field-unknown" }));
}

/** The version a form was rendered with; 0 when absent or unreadable, which no stored thing has. */
export function expectedVersion(posted: Posted): number {
  const text = typedText(posted, "expectedVersion") ?? "";
  return /^\d{1,9}$/.test(text) ? Number(text) : 0;
}

type OneRead = Result<unknown, Fault>;

function readField(field: FieldSpec, name: string, posted: Posted): OneRead {
  switch (field.kind) {
    case "day": return readDay(field, name, posted);
    case "amount": return readMoney(field, name, posted);
    case "choices": return readChoices(field, name, posted);
    default: return readSingle(field, name, typedText(posted, name) ?? "");
  }
}

function readSingle(field: Exclude<FieldSpec, DaySpec | AmountSpec | ChoicesSpec>, name: string, raw: string): OneRead {
  const max = field.kind === "text" ? field.max : 200;
  const text = readText(raw, max, field.optional || field.kind !== "text" ? "may-be-empty" : "required");
  if (!text.ok) return text.error === "text-too-long" ? fault(name, "text-over-limit", { max }) : fault(name, text.error);
  const value = text.value;
  if (value === "" && field.optional) return ok(field.kind === "tick" ? false : null);
  switch (field.kind) {
    case "text": return ok(value);
    case "tick": return value === "yes" ? ok(true) : fault(name, "not-ticked");
    case "yes-no": return value === "yes" || value === "no" ? ok(value === "yes") : fault(name, "not-chosen");
    case "choice": return field.among.includes(value) ? ok(value) : fault(name, "not-chosen");
    case "whole": return readWhole(field, name, value);
    case "share": return readShare(name, value);
  }
}

function readWhole(field: WholeSpec, name: string, value: string): OneRead {
  const plain = asciiDigits(value).replace(/[\s\u00a0\u202f]/g, "");
  if (plain === "") return fault(name, "text-empty");
  const limits = { min: field.min, max: field.max };
  if (!/^\d{1,15}$/.test(plain)) return fault(name, "number-unreadable", limits);
  const number = Number(plain);
  return number >= field.min && number <= field.max ? ok(number) : fault(name, "number-out-of-range", limits);
}

/** "25", "25.5 %", "٢٥٫٥": per cent of at most 100 with at most two decimals. */
function readShare(name: string, value: string): OneRead {
  const plain = asciiDigits(value).replace(/[\s\u00a0\u202f%٪]/g, "").replace(/[,٫]/, ".");
  if (plain === "") return fault(name, "text-empty");
  const match = /^(\d{1,3})(?:\.(\d{1,2}))?$/.exec(plain);
  if (!match) return fault(name, "share-unreadable");
  const bps = Number(match[1]) * 100 + Number((match[2] ?? "").padEnd(2, "0"));
  return bps <= 10_000 ? ok(bps) : fault(name, "share-unreadable");
}

function readChoices(field: ChoicesSpec, name: string, posted: Posted): OneRead {
  const chosen = typedList(posted, name) ?? [];
  if (chosen.some((value) => !field.among.includes(value))) return fault(name, "not-chosen");
  if (chosen.length === 0 && !field.optional) return fault(name, "none-chosen");
  return ok([...new Set(chosen)]);
}

/** Day, month and year in their own boxes, in local digits; or one box with YYYY-MM-DD. */
function readDay(field: DaySpec, name: string, posted: Posted): OneRead {
  const [day, month, year] = ["day", "month", "year"].map((part) =>
    asciiDigits(typedText(posted, `${name}.${part}`) ?? "").trim());
  const whole = asciiDigits(typedText(posted, name) ?? "").trim();
  const text = whole !== "" ? whole : `${year}-${month?.padStart(2, "0")}-${day?.padStart(2, "0")}`;
  if (whole === "" && `${day}${month}${year}` === "") {
    return field.optional ? ok(null) : fault(name, "date-empty");
  }
  const date = parseCivilDate(text);
  return date === null ? fault(name, "date-unreadable") : ok(date);
}

function readMoney(field: AmountSpec, name: string, posted: Posted): OneRead {
  const amount = typedText(posted, `${name}.amount`) ?? "";
  if (amount.trim() === "" && field.optional) return ok(null);
  const money = parseAmount(amount, typedText(posted, `${name}.currency`) ?? "");
  return money.ok ? money : fault(name, money.error);
}

function fault(path: string, code: string, facts?: Fault["facts"]): OneRead {
  return no({ path, code, ...(facts ? { facts } : {}) });
}

/** One typed value; the first when a name was sent several times; null when it was not sent. */
export function typedText(typed: Posted, name: string): string | null {
  if (!Object.hasOwn(typed, name)) return null;
  const value = typed[name];
  return typeof value === "string" ? value : (value?.[0] ?? null);
}

export function typedList(typed: Posted, name: string): readonly string[] | null {
  if (!Object.hasOwn(typed, name)) return null;
  const value = typed[name];
  return typeof value === "string" ? [value] : (value ?? null);
}

/** The id of a field's first control: where the fault summary leads. */
export function fieldId(path: string): string {
  return `f-${path.replace(/\.(day|amount)$/, "").replace(/[^A-Za-z0-9_-]/g, "-")}`;
}

/** The message key of a field's label; null for a path the form does not know. */
export function labelOf(fields: Fields, path: string): string | null {
  return fields[path]?.label ?? fields[path.replace(/\.[^.]*$/, "")]?.label ?? null;
}

/** The fault of a field, also when it is about a part of it ("born.year", "owners.0.name" stay exact). */
export function faultOf(faults: readonly Fault[], name: string): Fault | undefined {
  return faults.find((f) => f.path === name || f.path.replace(/\.(day|month|year|amount|currency|minor)$/, "") === name);
}

/** "born.day" → "born": the field a posted part belongs to. */
function partOf(name: string): string {
  return name.replace(/\.(day|month|year|amount|currency)$/, "");
}
