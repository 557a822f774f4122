import { createContext, type ComponentChildren, type VNode } from "preact";
import { useContext } from "preact/hooks";
import type { Fault } from "../../../kernel/refusal.ts";
import type { Fields } from "../../form.ts";
import { useReader } from "../../reader.ts";
import { ErrorSummary } from "../error-summary/error-summary.tsx";

export interface FormParams {
  readonly action: string;
  /** The schema that reads this form: gives each field its label, hint and limits. */
  readonly fields?: Fields | undefined;
  /** Labels that are data and not of the schema, by the field's name: the summary calls each field as its page does. */
  readonly names?: Readonly<Record<string, string>> | undefined;
  readonly faults?: readonly Fault[] | undefined; // of the last attempt; the summary is shown and focused
  /** What was typed, exactly as posted: a form shown again loses nothing. */
  readonly typed?: Readonly<Record<string, string | readonly string[]>> | undefined;
  readonly expectedVersion?: number | undefined; // hidden field of that name
  readonly hidden?: Readonly<Record<string, string | readonly string[]>> | undefined;
  readonly uploads?: boolean | undefined;
  readonly label?: string | undefined; // names the form where a page has several
  readonly autosave?: boolean | undefined; // island saves while the reader types, and says when
  readonly dense?: boolean | undefined; // one line, for officers
  readonly children: ComponentChildren;
}

export interface FormState {
  readonly fields: Fields;
  readonly faults: readonly Fault[];
  readonly typed: Readonly<Record<string, string | readonly string[]>>;
  readonly prefix: string;
}

const nothing: FormState = { fields: {}, faults: [], typed: {}, prefix: "f" };
const FormContext = createContext<FormState>(nothing);

export function useForm(): FormState {
  return useContext(FormContext);
}

/** A real POST form: carries the session's token and one idempotency key, so that a second click is the same deed. */
export function Form(params: FormParams): VNode {
  const { action, fields = {}, faults = [], typed = {}, children } = params;
  const reader = useReader();
  const hidden = Object.entries(params.hidden ?? {}).flatMap(([name, value]) =>
    [value].flat().map((one) => [name, one] as const),
  );
  return (
    <FormContext.Provider value={{ fields, faults, typed, prefix: "f" }}>
      <form
        class={params.dense ? "form form--dense" : "form"}
        method="post"
        action={action}
        aria-label={params.label}
        encType={params.uploads ? "multipart/form-data" : undefined}
        noValidate
        data-island={params.autosave ? "autosave" : undefined}
      >
        {faults.length > 0 && <ErrorSummary faults={faults} fields={fields} names={params.names} />}
        {children}
        <input type="hidden" name="_csrf" value={reader.csrf} />
        {/* A form shown again with faults is another ask: it gets another key. */}
        <input type="hidden" name="_key" value={reader.newKey()} />
        {params.expectedVersion !== undefined && (
          <input type="hidden" name="expectedVersion" value={String(params.expectedVersion)} />
        )}
        {hidden.map(([name, value]) => (
          <input type="hidden" key={name + value} name={name} value={value} />
        ))}
      </form>
    </FormContext.Provider>
  );
}
