import type { VNode } from "preact";
import { FieldFrame, useField, type FieldParams } from "../field/field.tsx";

export interface TextAreaParams extends FieldParams {
  readonly rows?: number | undefined;
  readonly lang?: string | undefined; // of the text that is asked for
}

export function TextArea(params: TextAreaParams): VNode {
  const parts = useField(params);
  return (
    <FieldFrame parts={parts}>
      <textarea
        class="input input--area" id={parts.id} name={params.name} rows={params.rows ?? 6} dir="auto" lang={params.lang}
        aria-describedby={parts.describedBy} aria-invalid={parts.invalid}
      >
        {parts.value}
      </textarea>
    </FieldFrame>
  );
}
