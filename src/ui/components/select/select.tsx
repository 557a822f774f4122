import type { VNode } from "preact";
import { useSay } from "../../reader.ts";
import { FieldFrame, useField, type FieldParams } from "../field/field.tsx";

export interface Option {
  readonly value: string;
  readonly text: string;
  readonly hint?: string | undefined; // shown by radios and checkboxes only
}

export interface SelectParams extends FieldParams {
  readonly options: readonly Option[];
  readonly emptyText?: string | undefined; // first line, chosen when nothing is; defaults to "Choose one"
}

/** For long lists such as countries; up to seven choices are radios. */
export function Select(params: SelectParams): VNode {
  const parts = useField(params);
  const say = useSay();
  return (
    <FieldFrame parts={parts}>
      <select
        class="input input--select" id={parts.id} name={params.name} aria-describedby={parts.describedBy}
        aria-invalid={parts.invalid}
      >
        <option value="" selected={parts.value === ""}>{params.emptyText ?? say("ui.field.choose")}</option>
        {params.options.map((option) => (
          <option key={option.value} value={option.value} selected={option.value === parts.value}>{option.text}</option>
        ))}
      </select>
    </FieldFrame>
  );
}
