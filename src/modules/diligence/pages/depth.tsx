import { depths } from "../../../engines/scoring/index.ts";
import { Link, PageHead, Table } from "../../../ui/components/index.ts";
import type { Page } from "../../../ui/page.ts";
import { questionnaireOf } from "../spec/in-force.ts";
import { basicAnswersMax, questionsAt } from "../spec/load.ts";
import { textIn } from "./parts.tsx";

/** The published table: what each depth asks, who works on it, and what makes a case that deep. */
export const depthPages: readonly Page[] = [
  {
    method: "GET",
    path: "/diligence/depth",
    who: "anyone",
    async handle(ask) {
      const { say, organisation, actor } = ask;
      const questionnaire = questionnaireOf(ask.world);
      const all = questionsAt(questionnaire, "enhanced");
      const asked = depths.map((depth) => new Set(questionsAt(questionnaire, depth).map((q) => q.id)));
      const columns = depths.map((depth, at) => ({
        key: depth,
        head: say(`diligence.depth.${depth}`),
        cell: (id: string) => say(asked[at]?.has(id) ? "diligence.depth.asked" : "diligence.depth.not-asked"),
      }));
      const summary = depths.map((depth) => {
        const row = questionnaire.depth.depths[depth];
        const floors = questionnaire.depth.floors.filter((f) => f.depth === depth);
        return {
          depth,
          count: row.gate.length + row.indicators.length,
          people: row.people,
          opinions: row.opinions,
          floors,
        };
      });
      const value = (minor: number): string =>
        say("diligence.depth.from", { amount: say.money({ minor: BigInt(minor), currency: organisation.currency }) });
      return {
        kind: "page",
        layout: actor.side === "organisation" ? "officer" : "public",
        title: say("diligence.depth.title"),
        body: (
          <>
            <PageHead
              title={say("diligence.depth.title")}
              answer={say("diligence.depth.answer", { max: basicAnswersMax })}
            >
              {actor.side === "organisation" && <Link to="/cases">{say("diligence.cases.title")}</Link>}
            </PageHead>
            <Table
              caption={say("diligence.depth.needs")}
              rows={summary}
              rowKey={(r) => r.depth}
              columns={[
                {
                  key: "depth",
                  head: say("diligence.column.depth"),
                  rowHead: true,
                  cell: (r) => say(`diligence.depth.${r.depth}`),
                },
                {
                  key: "count",
                  head: say("diligence.depth.answers"),
                  numeric: true,
                  cell: (r) => say.number(r.count),
                },
                {
                  key: "people",
                  head: say("diligence.depth.people"),
                  cell: (r) => (
                    <ul class="plain">
                      {r.people.map((p) => (
                        <li key={p}>{say(`role.${p}`)}</li>
                      ))}
                    </ul>
                  ),
                },
                {
                  key: "opinions",
                  head: say("diligence.depth.opinions"),
                  cell: (r) => (
                    <ul class="plain">
                      {r.opinions.map((o) => (
                        <li key={o.opinion}>
                          {say("diligence.depth.ethics-from", { level: say(`diligence.level.${o.from}`) })}
                        </li>
                      ))}
                    </ul>
                  ),
                },
                {
                  key: "floors",
                  head: say("diligence.depth.floors"),
                  cell: (r) => (
                    <ul class="plain">
                      {r.floors.flatMap((f) => [
                        ...f.kinds.map((k) => <li key={k}>{say(`diligence.because.${k}`)}</li>),
                        ...(f.valueFromMinor === null ? [] : [<li key="value">{value(f.valueFromMinor)}</li>]),
                        ...f.facts.map((fact) => <li key={fact}>{say(`diligence.because.${fact}`)}</li>),
                      ])}
                    </ul>
                  ),
                },
              ]}
            />
            <Table
              caption={say("diligence.depth.questions")}
              dense
              rows={all}
              rowKey={(q) => q.id}
              columns={[
                {
                  key: "question",
                  head: say("diligence.column.question"),
                  rowHead: true,
                  cell: (q) => (
                    <>
                      {`${q.id} ${textIn(say, q.title)}`}
                      <p class="quiet">{textIn(say, q.question)}</p>
                    </>
                  ),
                },
                { key: "grade", head: say("diligence.field.grade"), cell: (q) => q.grade },
                {
                  key: "weight",
                  head: say("diligence.column.weight"),
                  numeric: true,
                  cell: (q) => (q.criterion === "S" ? "" : say.number(q.weight)),
                },
                ...columns.map((c) => ({ ...c, cell: (q: (typeof all)[number]) => c.cell(q.id) })),
              ]}
            />
          </>
        ),
      };
    },
  },
];
