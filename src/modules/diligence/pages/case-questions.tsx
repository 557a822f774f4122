import type { VNode } from "preact";
import { criteria } from "../../../engines/scoring/index.ts";
import { Card, Details, Link, StateTag, Table } from "../../../ui/components/index.ts";
import type { PageAsk } from "../../../ui/page.ts";
import { useSay } from "../../../ui/reader.ts";
import type { Say } from "../../../ui/say.ts";
import type { CaseDetail, CaseView } from "../questions.ts";
import { questionnaireOf } from "../spec/in-force.ts";
import { factById } from "../spec/load.ts";
import type { Weighed } from "../weigh.ts";
import { newestOf } from "../weigh.ts";
import { Hash, Person, textIn } from "./parts.tsx";

interface Params {
  readonly ask: PageAsk;
  readonly view: CaseView;
  readonly detail: CaseDetail;
}

/** The gate and the three criteria, one dense table each: what was answered, on what, by whom. */
export function Questions({ ask, view, detail }: Params): VNode {
  const { say } = ask;
  const rows = detail.weighing.rows;
  return (
    <>
      <Card title={say("diligence.gate.title")} id="gate">
        <QuestionTable
          ask={ask}
          view={view}
          detail={detail}
          caption={say("diligence.gate.title")}
          rows={rows.filter((r) => r.gate !== null)}
        />
      </Card>
      {criteria.map((criterion) => (
        <Card key={criterion} title={say(`diligence.criterion.${criterion}`)} id={`criterion-${criterion}`}>
          <QuestionTable
            ask={ask}
            view={view}
            detail={detail}
            caption={say(`diligence.criterion.${criterion}`)}
            rows={rows.filter((r) => r.question.criterion === criterion)}
          />
        </Card>
      ))}
    </>
  );
}

function QuestionTable({
  ask,
  view,
  detail,
  caption,
  rows,
}: Params & { readonly caption: string; readonly rows: readonly Weighed[] }): VNode {
  const { say } = ask;
  const mayAnswer = view.may.includes("answer");
  return (
    <Table
      caption={caption}
      captionHidden
      dense
      rows={rows}
      rowKey={(r) => r.question.id}
      columns={[
        {
          key: "question",
          head: say("diligence.column.question"),
          rowHead: true,
          cell: (r) => <Asked ask={ask} view={view} row={r} link={mayAnswer} />,
        },
        { key: "answer", head: say("diligence.column.answer"), cell: (r) => <Given ask={ask} row={r} /> },
        {
          key: "evidence",
          head: say("diligence.column.evidence"),
          cell: (r) => <Supported row={r} detail={detail} />,
        },
        { key: "counts", head: say("diligence.column.counts"), numeric: true, cell: (r) => countsWord(say, r) },
        {
          key: "who",
          head: say("diligence.column.who"),
          cell: (r) => r.answer && <Person view={view} id={r.answer.answeredBy} />,
        },
      ]}
    />
  );
}

function Asked({
  ask,
  view,
  row,
  link,
}: {
  readonly ask: PageAsk;
  readonly view: CaseView;
  readonly row: Weighed;
  readonly link: boolean;
}): VNode {
  const { say } = ask;
  const { question } = row;
  const title = `${question.id} ${textIn(say, question.title)}`;
  return (
    <>
      {link ? <Link to={`/cases/${view.of.id}/questions/${question.id}`}>{title}</Link> : title}
      <Details summary={say("diligence.question.more")}>
        <p>{textIn(say, question.question)}</p>
        <p>
          {say("diligence.question.evidence", {
            evidence: textIn(say, question.evidence),
            grade: say(`diligence.grade.${question.grade}`),
          })}
        </p>
        {question.criterion !== "S" && (
          <p>
            {say("diligence.question.critical", {
              critical: textIn(say, question.critical),
              weight: question.weight,
            })}
          </p>
        )}
        {question.criterion !== "S" && (
          <p>{say("diligence.question.mitigation", { mitigation: textIn(say, question.mitigation) })}</p>
        )}
        {question.redLines.length > 0 && (
          <p>{say("diligence.question.red-lines", { letters: question.redLines.join(", ") })}</p>
        )}
      </Details>
    </>
  );
}

/** The answer in words, its facts, and its reason a tap away. */
function Given({ ask, row }: { readonly ask: PageAsk; readonly row: Weighed }): VNode {
  const { say } = ask;
  const { answer } = row;
  if (answer === null) return <StateTag tone="quiet" word={say("diligence.answer.none")} />;
  const word =
    answer.value === "scored" ? say(`diligence.score.${answer.score ?? 0}`) : say(`diligence.answer.${answer.value}`);
  const tone =
    answer.value === "not-satisfied" || answer.score === 4 ? "stop" : row.gate === "open" ? "pending" : "primary";
  const facts = Object.entries(answer.facts).map(([id, fact]) => {
    const known = factById(questionnaireOf(ask.world), id);
    const value = "holds" in fact ? say(fact.holds ? "ui.yes" : "ui.no") : say.share(fact.shareBps);
    const reason = "holds" in fact && fact.reason ? ` (${fact.reason})` : "";
    return { id, text: `${known ? textIn(say, known.text) : id} ${value}${reason}` };
  });
  return (
    <>
      <StateTag tone={tone} word={word} />
      {answer.value === "not-applicable" && (
        <p class="quiet">{say(answer.exclusionAgreed ? "diligence.answer.agreed" : "diligence.answer.not-agreed")}</p>
      )}
      {facts.length > 0 && (
        <ul>
          {facts.map((f) => (
            <li key={f.id}>
              <bdi dir="auto">{f.text}</bdi>
            </li>
          ))}
        </ul>
      )}
      <Details summary={say("diligence.column.reason")}>
        <p>
          <bdi dir="auto">{answer.reason}</bdi>
        </p>
      </Details>
    </>
  );
}

/** What the answer rests on: grade and hash of each piece, and whether it is enough. */
function Supported({ row, detail }: { readonly row: Weighed; readonly detail: CaseDetail }): VNode {
  const say = useSay();
  const pieces = (row.answer?.evidence ?? []).flatMap((id) => newestOf(id, detail.file.evidence) ?? []);
  return (
    <>
      {pieces.map((piece) => (
        <span key={piece.id}>
          <a class="link" href={`#${piece.root}`}>
            {piece.grade}
          </a>{" "}
          <Hash sha256={piece.sha256} />{" "}
        </span>
      ))}
      {row.answer !== null && !row.isGradeEnough && (
        <StateTag tone="pending" word={say("diligence.evidence.too-weak", { grade: row.question.grade })} />
      )}
    </>
  );
}

function countsWord(say: Say, row: Weighed): string {
  if (row.gate !== null) return say(`diligence.gate.${row.gate}`);
  const { question } = row;
  if (question.criterion === "S" || row.counts === null) return say("diligence.counts.left-out");
  return say("diligence.counts.score", { score: row.counts, weight: question.weight });
}
