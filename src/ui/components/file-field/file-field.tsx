import type { VNode } from "preact";
import { useSay } from "../../reader.ts";
import { FieldFrame, useField, type FieldParams } from "../field/field.tsx";

export interface FileFieldParams extends Omit<FieldParams, "value"> {
  readonly accept: readonly string[]; // ".pdf", ".png": a wish to the browser; the bytes decide
  readonly maxMegabytes: number;
  readonly multiple?: boolean | undefined;
}

/** The form around it needs `uploads`. Says kinds and size before the reader chooses. */
export function FileField(params: FileFieldParams): VNode {
  const say = useSay();
  const kinds = params.accept.map((kind) => kind.replace(".", "").toUpperCase()).join(", ");
  const limits = say("ui.file.limits", { kinds, megabytes: params.maxMegabytes });
  const parts = useField({ ...params, hint: params.hint ? <>{params.hint} {limits}</> : limits });
  return (
    <FieldFrame parts={parts}>
      <input
        class="input input--file" type="file" id={parts.id} name={params.name} accept={params.accept.join(",")}
        multiple={params.multiple} aria-describedby={parts.describedBy} aria-invalid={parts.invalid}
      />
    </FieldFrame>
  );
}
