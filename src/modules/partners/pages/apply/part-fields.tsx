import type { VNode } from "preact";
import type { CivilDate } from "../../../../kernel/instants.ts";
import {
  AmountField, Checkboxes, DateField, Radios, Select, TextArea, TextField, type Option,
} from "../../../../ui/components/index.ts";
import { countryOptions } from "../../../../ui/countries.ts";
import type { Fields, FieldSpec } from "../../../../ui/form.ts";
import type { Say } from "../../../../ui/say.ts";
import { fieldsOf, type PartName } from "../../form/fields.ts";
import { readFields, type Typed } from "../../form/read-part.ts";
import { nameLanguages } from "../../form/tables.ts";
import type { DraftView } from "../../views/draft.ts";

export interface PartFieldsParams {
  readonly say: Say;
  readonly view: DraftView;
  readonly part: PartName;
  readonly typed: Typed;
  readonly currency: string;
}

const languages: readonly Option[] = Object.entries(nameLanguages).map(([value, text]) => ({ value, text }));

/** One part's fields, in the order of their table, each drawn by its kind. */
export function PartFields({ say, view, part, typed, currency }: PartFieldsParams): VNode {
  const { values } = readFields<Fields>(fieldsOf[part], typed);
  return <>{Object.entries(fieldsOf[part]).map(([name, field]) => draw(name, field))}</>;

  function draw(name: string, field: FieldSpec): VNode {
    const key = `${part}.${name}`;
    const hint = [field.hint ? say(field.hint) : "", readBack(say, field, values[name])].filter(Boolean).join(" ");
    switch (field.kind) {
      case "day":
        return <DateField key={key} name={name} hint={hint} />;
      case "amount":
        return <AmountField key={key} name={name} hint={hint} currency={currency} />;
      case "share":
        return <TextField key={key} name={name} hint={hint} inputMode="decimal" width="short" suffix="%" dir="ltr" />;
      case "whole":
        return <TextField key={key} name={name} hint={hint} inputMode="numeric" width="short" dir="ltr" />;
      case "choices":
        return <Checkboxes key={key} name={name} hint={hint} options={choices(say, "sector", field.among)} />;
      case "tick":
        return <Checkboxes key={key} name={name} options={[{ value: "yes", text: say(`partners.agree.${name}`) }]} />;
      case "choice":
        // Both lists are too long for radios.
        return (
          <Select
            key={key}
            name={name}
            hint={hint}
            options={name === "legalNameLang" ? languages : choices(say, "legal-form", field.among)}
          />
        );
      case "yes-no":
        return <Radios key={key} name={name} hint={hint} options={choices(say, "yes-no", ["yes", "no"])} />;
      case "text":
        return drawText(name, field.max, hint);
    }
  }

  function drawText(name: string, max: number, hint: string): VNode {
    const key = `${part}.${name}`;
    if (/country$/i.test(name)) return <Select key={key} name={name} hint={hint} options={countryOptions(say.lang)} />;
    if (/signatory$/i.test(name)) return <Select key={key} name={name} hint={hint} options={signatories(say, view)} />;
    if (max > 200) return <TextArea key={key} name={name} hint={hint} rows={max > 500 ? 6 : 3} />;
    const dir = ["lei", "website", "registerNumber", "postalCode"].includes(name) ? "ltr" : "auto";
    return <TextField key={key} name={name} hint={hint} dir={dir} />;
  }
}

/** What was understood, in the reader's own words for it: a month typed first is seen here. */
function readBack(say: Say, field: FieldSpec, value: unknown): string {
  if (field.kind === "day" && typeof value === "string")
    return say("partners.understood", { value: say.day(value as CivilDate) });
  if (field.kind === "share" && typeof value === "number")
    return say("partners.understood", { value: say.share(value) });
  return "";
}

export function choices(say: Say, table: string, among: readonly string[]): Option[] {
  return among.map((value) => ({ value, text: say(`partners.${table}.${value}`) }));
}

function signatories(say: Say, view: DraftView): Option[] {
  return view.draft.officers
    .filter((officer) => officer.signs !== "no")
    .map((officer) => ({ value: officer.id, text: `${officer.name} (${say(`partners.signs.${officer.signs}`)})` }));
}
