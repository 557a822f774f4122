import type { VNode } from "preact";
import { useSay } from "../../reader.ts";

export interface MatrixParams {
  readonly caption: string;
  readonly across: readonly string[]; // risk levels, lowest first
  readonly acrossLabel: string;
  readonly down: readonly string[]; // value bands, smallest first
  readonly downLabel: string;
  readonly cells: readonly (readonly string[])[]; // [down][across]: the authority that decides
  readonly dot: { readonly down: number; readonly across: number } | null; // where the file stands
}

/** Value by risk: which authority decides, with a dot where this file stands (and the words for it). */
export function Matrix(params: MatrixParams): VNode {
  const say = useSay();
  const { dot } = params;
  return (
    <div class="matrix-frame">
      <table class="matrix">
        <caption>{params.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{say("ui.matrix.corner", { down: params.downLabel, across: params.acrossLabel })}</th>
            {params.across.map((risk) => <th scope="col" key={risk}>{risk}</th>)}
          </tr>
        </thead>
        <tbody>
          {params.down.map((band, row) => (
            <tr key={band}>
              <th scope="row">{band}</th>
              {params.across.map((risk, column) => {
                const here = dot?.down === row && dot.across === column;
                return (
                  <td key={risk} class={here ? "matrix__here" : undefined}>
                    {here && <svg class="matrix__dot" viewBox="0 0 12 12" aria-hidden="true"><circle cx="6" cy="6" r="5" /></svg>}
                    {params.cells[row]?.[column]}
                    {here && <span class="visually-hidden"> ({say("ui.matrix.here")})</span>}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
