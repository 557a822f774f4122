import type { ComponentChildren, VNode } from "preact";
import { faultOf, fieldId, typedText } from "../../form.ts";
import { useSay } from "../../reader.ts";
import { faultText } from "../../refusal-words.ts";
import { useForm } from "../form/form.tsx";

/** What all fields share. The label and the hint come from the form's schema unless given here. */
export interface FieldParams {
  readonly name: string;
  readonly label?: string | undefined; // text, not a key
  readonly hint?: ComponentChildren;
  readonly value?: string | undefined; // what is stored; what was typed wins
  readonly optional?: boolean | undefined; // says so beside the label: what is not marked is needed
}

export interface FieldParts {
  readonly id: string;
  readonly label: string;
  readonly hint: ComponentChildren;
  readonly fault: string | null;
  readonly value: string;
  readonly describedBy: string | undefined;
  readonly invalid: true | undefined;
}

/** Finds label, typed value and fault of one field in the form around it. */
export function useField(params: FieldParams): FieldParts {
  const say = useSay();
  const form = useForm();
  const field = form.fields[params.name];
  const found = faultOf(form.faults, params.name);
  const fault = found ? faultText(say, found) : null;
  const hint = params.hint ?? (field?.hint ? say(field.hint) : undefined);
  const id = fieldId(params.name);
  const describedBy = [hint ? `${id}-hint` : "", fault ? `${id}-fault` : ""].filter(Boolean).join(" ");
  const label = params.label ?? (field ? say(field.label) : params.name);
  const optional = params.optional ?? field?.optional ?? false;
  return {
    id, hint, fault, label: optional ? say("ui.field.optional", { label }) : label,
    value: typedText(form.typed, params.name) ?? params.value ?? "",
    describedBy: describedBy === "" ? undefined : describedBy,
    invalid: fault === null ? undefined : true,
  };
}

/** Label above, hint, fault, control: one column, always in this order. */
export function FieldFrame({ parts, children }: { readonly parts: FieldParts; readonly children: ComponentChildren }): VNode {
  return (
    <div class={parts.fault ? "field field--faulty" : "field"}>
      <label class="field__label" for={parts.id}>{parts.label}</label>
      <FieldNotes parts={parts} />
      {children}
    </div>
  );
}

/** The same for a group of controls: the question is the legend. */
export function FieldGroup({ parts, children }: { readonly parts: FieldParts; readonly children: ComponentChildren }): VNode {
  return (
    <fieldset class={parts.fault ? "field field--faulty" : "field"} aria-describedby={parts.describedBy}>
      <legend class="field__label">{parts.label}</legend>
      <FieldNotes parts={parts} />
      {children}
    </fieldset>
  );
}

function FieldNotes({ parts }: { readonly parts: FieldParts }): VNode {
  const say = useSay();
  return (
    <>
      {parts.hint && <div class="field__hint" id={`${parts.id}-hint`}>{parts.hint}</div>}
      {parts.fault && (
        <p class="field__fault" id={`${parts.id}-fault`}>
          <span class="visually-hidden">{say("ui.field.fault")} </span>{parts.fault}
        </p>
      )}
    </>
  );
}
