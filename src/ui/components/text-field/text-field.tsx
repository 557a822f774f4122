import { h, type VNode } from "preact";
import { FieldFrame, useField, type FieldParams } from "../field/field.tsx";

export interface TextFieldParams extends FieldParams {
  readonly type?: "text" | "email" | "password" | "url" | "tel" | "search" | undefined;
  readonly inputMode?: "text" | "numeric" | "decimal" | "email" | "url" | undefined;
  readonly autoComplete?: string | undefined; // WCAG 1.3.5: "email", "current-password", "one-time-code", …
  readonly width?: "full" | "half" | "short" | undefined;
  readonly dir?: "auto" | "ltr" | undefined; // auto for names in any script, ltr for codes and addresses
  readonly suffix?: string | undefined; // a unit behind the box
}

export function TextField(params: TextFieldParams): VNode {
  const parts = useField(params);
  const { type = "text", width = "full" } = params;
  return (
    <FieldFrame parts={parts}>
      <div class="field__box">
        {h("input", {
          class: `input input--${width}`, id: parts.id, name: params.name, type, inputMode: params.inputMode,
          autoComplete: params.autoComplete ?? "off", dir: params.dir ?? "auto", spellcheck: false,
          // A password is never written back into a page.
          value: type === "password" ? "" : parts.value,
          "aria-describedby": parts.describedBy, "aria-invalid": parts.invalid,
        })}
        {params.suffix && <span class="field__suffix">{params.suffix}</span>}
      </div>
    </FieldFrame>
  );
}
