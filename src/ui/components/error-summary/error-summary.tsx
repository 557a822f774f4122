import type { VNode } from "preact";
import type { Fault } from "../../../kernel/refusal.ts";
import { fieldId, labelOf, type Fields } from "../../form.ts";
import { useSay } from "../../reader.ts";
import { faultText } from "../../refusal-words.ts";

export interface ErrorSummaryParams {
  readonly faults: readonly Fault[];
  readonly fields?: Fields | undefined;
  /** What a field is called where its label is not the schema's: the question of a questionnaire, by the field's name. */
  readonly names?: Readonly<Record<string, string>> | undefined;
}

/** Stands on top, takes the focus, and leads to each field that could not be read. */
export function ErrorSummary({ faults, fields = {}, names = {} }: ErrorSummaryParams): VNode {
  const say = useSay();
  return (
    // autofocus works without scripts for any element with tabindex; the title is read first.
    <div class="error-summary" role="alert" tabIndex={-1} autoFocus aria-labelledby="error-summary-title">
      <h2 id="error-summary-title">{say("ui.faults.title", { count: faults.length })}</h2>
      <ul>
        {faults.map((fault) => (
          <li key={fault.path + fault.code}>
            <a class="link" href={`#${fieldId(fault.path)}`}>{faultLine(fault)}</a>
          </li>
        ))}
      </ul>
    </div>
  );

  function faultLine(fault: Fault): string {
    const key = labelOf(fields, fault.path);
    const label = names[fault.path] ?? (key === null ? null : say(key));
    const text = faultText(say, fault);
    return label === null ? text : say("ui.faults.line", { label, fault: text });
  }
}
