import type { VNode } from "preact";
import { typedText } from "../../form.ts";
import { useSay } from "../../reader.ts";
import { FieldGroup, useField, type FieldParams } from "../field/field.tsx";
import { useForm } from "../form/form.tsx";

export type DateFieldParams = FieldParams; // value: "YYYY-MM-DD"; posts name.day, name.month, name.year

/** Three boxes, local digits welcome: nobody is asked to guess an order. */
export function DateField(params: DateFieldParams): VNode {
  const parts = useField(params);
  const say = useSay();
  const typed = useForm().typed;
  const [year = "", month = "", day = ""] = (params.value ?? "").split("-");
  const stored = { day, month, year };
  return (
    <FieldGroup parts={parts}>
      <div class="date-field">
        {(["day", "month", "year"] as const).map((part) => {
          const id = part === "day" ? parts.id : `${parts.id}-${part}`;
          return (
            <div class="date-field__part" key={part}>
              <label for={id}>{say(`ui.date.${part}`)}</label>
              <input
                class={`input date-field__${part}`} id={id} name={`${params.name}.${part}`} inputMode="numeric"
                autoComplete="off" dir="ltr" value={typedText(typed, `${params.name}.${part}`) ?? stored[part]}
                aria-invalid={parts.invalid}
              />
            </div>
          );
        })}
      </div>
    </FieldGroup>
  );
}
