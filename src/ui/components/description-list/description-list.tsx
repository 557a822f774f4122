import type { ComponentChildren, VNode } from "preact";
import { useSay } from "../../reader.ts";

export interface Description {
  readonly term: string;
  readonly definition: ComponentChildren; // null or "" is shown as "not given"
  readonly change?: string | undefined; // address where the answer can be changed (check-your-answers)
}

export interface DescriptionListParams {
  readonly rows: readonly Description[];
  readonly columns?: 1 | 2 | undefined;
}

export function DescriptionList({ rows, columns = 1 }: DescriptionListParams): VNode {
  const say = useSay();
  return (
    <dl class={`descriptions descriptions--${columns}`}>
      {rows.map((row) => (
        <div class="descriptions__row" key={row.term}>
          <dt>{row.term}</dt>
          <dd>
            {isEmpty(row.definition) ? <span class="quiet">{say("ui.not-given")}</span> : row.definition}
            {row.change && (
              <a class="link descriptions__change" href={row.change}>
                {say("ui.change")}<span class="visually-hidden"> {row.term}</span>
              </a>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function isEmpty(value: ComponentChildren): boolean {
  return value === null || value === undefined || value === "" || value === false;
}
