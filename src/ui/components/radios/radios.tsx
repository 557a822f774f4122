import type { VNode } from "preact";
import { FieldGroup, useField, type FieldParams } from "../field/field.tsx";
import type { Option } from "../select/select.tsx";

export interface RadiosParams extends FieldParams {
  readonly options: readonly Option[];
  readonly inline?: boolean | undefined; // yes/no on one line
}

export function Radios(params: RadiosParams): VNode {
  const parts = useField(params);
  return (
    <FieldGroup parts={parts}>
      <div class={params.inline ? "choices choices--inline" : "choices"}>
        {params.options.map((option, at) => {
          // The summary's link leads to the first choice: its id is the field's.
          const id = at === 0 ? parts.id : `${parts.id}-${at}`;
          return (
            <div class="choice" key={option.value}>
              <input
                type="radio" id={id} name={params.name} value={option.value} checked={parts.value === option.value}
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
