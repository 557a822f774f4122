import { h, type ComponentType, type VNode } from "preact";
import type { Lang } from "../../kernel/lang.ts";
import { assert } from "../../kernel/result.ts";
import * as ui from "../components/index.ts";
import { FieldFrame, useField } from "../components/field/field.tsx";
import { formFields, type Fields } from "../form.ts";
import { contracts } from "./contracts.ts";
import { inLang, type Example } from "./contract.ts";

type Params = Readonly<Record<string, unknown>>;
type Draw = (params: Params) => VNode;

/** The schema all field examples share. */
const fields: Fields = formFields({
  legalName: { kind: "text", max: 200, label: "review.legal-name" },
  kind: { kind: "choice", among: ["non-profit", "for-profit"], label: "review.kind" },
  amount: { kind: "amount", label: "review.amount" },
  purpose: { kind: "text", max: 2_000, label: "review.purpose", optional: true },
});

const plain = (component: unknown): Draw => (params) => h(component as ComponentType<Params>, params);

/** The examples are data; where a component wants more than data (a cell, a bigint), it is made here. */
const draws: Readonly<Record<string, Draw>> = {
  "article-list": plain(ui.ArticleList), "amount-field": plain(ui.AmountField), breadcrumb: plain(ui.Breadcrumb),
  button: plain(ui.Button), checkboxes: plain(ui.Checkboxes), "date-field": plain(ui.DateField),
  "description-list": plain(ui.DescriptionList), details: plain(ui.Details), "empty-state": plain(ui.EmptyState),
  "file-field": plain(ui.FileField), "filters-sentence": plain(ui.FiltersSentence), link: plain(ui.Link),
  matrix: plain(ui.Matrix), moment: plain(ui.Moment), name: plain(ui.Name), notice: plain(ui.Notice),
  "page-head": plain(ui.PageHead), pagination: plain(ui.Pagination), progress: plain(ui.Progress),
  radios: plain(ui.Radios), refusal: plain(ui.RefusalNotice), seal: plain(ui.Seal), select: plain(ui.Select),
  "state-tag": plain(ui.StateTag), "stepped-line": plain(ui.SteppedLine), tabs: plain(ui.Tabs),
  "text-area": plain(ui.TextArea), "text-field": plain(ui.TextField), timeline: plain(ui.Timeline),
  card: ({ children, ...params }) => plain(ui.Card)({ ...params, children: <p>{String(children)}</p> }),
  money: ({ of, ...params }) => {
    const { minor, currency } = of as { minor: string; currency: string };
    return <ui.Amount {...params} of={{ minor: BigInt(minor), currency }} />;
  },
  "error-summary": ({ faults }) => <ui.ErrorSummary faults={faults as []} fields={fields} />,
  field: (params) => <FieldAlone {...(params as { name: string })} />,
  table: (params) => {
    const columns = (params["columns"] as Params[]).map((column) => ({
      ...column, cell: (row: Params) => row[String(column["key"])],
    }));
    return plain(ui.Table)({ ...params, columns, rowKey: (row: Params) => String(row["name"]) });
  },
  deeds: () => (
    <ui.Deeds><ui.Button>Entente</ui.Button><ui.Link to="/review">Entente</ui.Link></ui.Deeds>
  ),
};

function FieldAlone(params: { readonly name: string }): VNode {
  const parts = useField(params);
  return <FieldFrame parts={parts}><input class="input" id={parts.id} aria-describedby={parts.describedBy} /></FieldFrame>;
}

/** One example as a reader of that language meets it: fields stand in a form, everything else alone. */
export function drawExample(component: string, example: Example, lang: Lang): VNode {
  const params = inLang(example.params, lang) as Params;
  if (component === "form") return drawForm(params, lang);
  const draw = draws[component];
  assert(draw, `the review knows how to draw ${component}`);
  const body = draw(params);
  const isField = /-field$|^(field|text-area|select|radios|checkboxes|error-summary)$/.test(component);
  if (!isField) return body;
  return <ui.Form action="/review" fields={fields} faults={example.faults ?? []} typed={example.typed ?? {}}>{body}</ui.Form>;
}

function drawForm(params: Params, lang: Lang): VNode {
  const { inside, ...rest } = params as { inside: string[]; action: string };
  return (
    <ui.Form {...rest} fields={fields}>
      {inside.map((name) => {
        const first = contracts.get(name)?.examples[0];
        return first && <div key={name}>{draws[name]?.(inLang(first.params, lang) as Params)}</div>;
      })}
    </ui.Form>
  );
}
