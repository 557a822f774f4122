import type { CivilDate } from "../../../kernel/instants.ts";
import type { Fault } from "../../../kernel/refusal.ts";
import { no, ok, type Result } from "../../../kernel/result.ts";
import { readText } from "../../../kernel/text.ts";
import { readForm, typedText, type Fields, type FieldSpec, type Posted, type Values } from "../../../ui/form.ts";
import { fieldsOf, type PartName } from "./fields.ts";
import { ruleFaults } from "./rules.ts";

/** Exactly what was typed: text per box, several for a group of boxes. */
export type Typed = Posted;

/** What each field was understood as; a field that could not be read is absent. */
export type Understood<F extends Fields> = Partial<Values<F>>;

/** The names a field is posted under: three boxes for a day, two for an amount. */
export function boxesOf(name: string, field: FieldSpec): readonly string[] {
  if (field.kind === "day") return [name, `${name}.day`, `${name}.month`, `${name}.year`];
  return field.kind === "amount" ? [`${name}.amount`, `${name}.currency`] : [name];
}

/**
 * Refuses what may never be kept, whatever the state of the draft: text that deceives the eye, breaks the store or
 * is too long. Everything else a draft may hold, so that nothing typed is lost.
 */
export function cleanTyped(fields: Fields, typed: Typed): Result<Typed, readonly Fault[]> {
  const faults: Fault[] = [];
  const clean: Record<string, string | readonly string[]> = {};
  for (const [name, field] of Object.entries(fields)) {
    const max = field.kind === "text" ? field.max : 200;
    for (const box of boxesOf(name, field)) {
      const value = typed[box];
      if (value === undefined) continue;
      const read = (typeof value === "string" ? [value] : value).map((text) => readText(text, max, "may-be-empty"));
      const bad = read.find((r) => !r.ok);
      if (bad && !bad.ok) faults.push({ path: name, code: bad.error, facts: { max } });
      const kept = read.flatMap((r) => (r.ok ? [r.value] : []));
      clean[box] = typeof value === "string" ? (kept[0] ?? "") : kept;
    }
  }
  return faults.length > 0 ? no(faults) : ok(clean);
}

/** Reads one part completely: every fault at once, and what each readable field was understood as. */
export function readPart(part: PartName, typed: Typed, today: CivilDate): { faults: Fault[]; values: Understood<Fields> } {
  const { faults, values } = readFields(fieldsOf[part], typed);
  return { faults: [...faults, ...ruleFaults(part, values, today)], values };
}

/** Field by field, so that one unreadable answer does not hide what the others were understood as. */
export function readFields<const F extends Fields>(fields: F, typed: Typed): { faults: Fault[]; values: Understood<F> } {
  const faults: Fault[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(fields)) {
    const own: Record<string, string | readonly string[]> = {};
    for (const box of boxesOf(name, field)) if (Object.hasOwn(typed, box)) own[box] = typed[box] ?? "";
    const read = readForm({ [name]: field }, own);
    if (field.kind === "amount" && !field.optional && (typedText(typed, `${name}.amount`) ?? "") === "") {
      faults.push({ path: name, code: "amount-empty" }); // before the currency is looked at
    } else if (read.ok) values[name] = read.value[name];
    else faults.push(...read.error.map((fault) => withTyped(fault, typed)));
  }
  return { faults, values: values as Understood<F> };
}

/** Says back what was typed, cut, so that the reader sees which value is meant. */
function withTyped(fault: Fault, typed: Typed): Fault {
  const said = typedText(typed, fault.path);
  return said === null || said === "" ? fault : { ...fault, facts: { ...fault.facts, typed: said.slice(0, 80) } };
}
