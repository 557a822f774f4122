import type { VNode } from "preact";
import { typedList } from "../../form.ts";
import { FieldGroup, useField, type FieldParams } from "../field/field.tsx";
import { useForm } from "../form/form.tsx";
import type { Option } from "../select/select.tsx";

export interface CheckboxesParams extends Omit<FieldParams, "value"> {
  readonly options: readonly Option[];
  readonly values?: readonly string[] | undefined;
}

/** Any number of choices; with one option and no legend worth reading it is a declaration. */
export function Checkboxes(params: CheckboxesParams): VNode {
  const parts = useField(params);
  const chosen = typedList(useForm().typed, params.name) ?? params.values ?? [];
  return (
    <FieldGroup parts={parts}>
      <div class="choices">
        {params.options.map((option, at) => {
          const id = at === 0 ? parts.id : `${parts.id}-${at}`;
          return (
            <div class="choice" key={option.value}>
              <input
                type="checkbox" id={id} name={params.name} value={option.value} checked={chosen.includes(option.value)}
                aria-describedby={option.hint ? `${id}-about` : undefined}
              />
              <label for={id}>{option.text}</label>
              {option.hint && <span class="choice__hint" id={`${id}-about`}>{option.hint}</span>}
            </div>
          );
        })}
      </div>
    </FieldGroup>
  );
}
