import type { VNode } from "preact";
import { Card, Day, EmptyState, Link, Moment, StateTag, Table } from "../../../ui/components/index.ts";
import type { PageAsk } from "../../../ui/page.ts";
import { useSay } from "../../../ui/reader.ts";
import type { CaseDetail, CaseView } from "../questions.ts";
import { questionnaireOf } from "../spec/in-force.ts";
import { Hash, LevelTag, OutcomeTag, Person, textIn } from "./parts.tsx";

interface Params {
  readonly view: CaseView;
  readonly detail: CaseDetail;
}

/** Every piece, corrections as later versions of the same line; nothing here is ever replaced. */
export function EvidenceTable({ view, detail }: Params): VNode {
  const say = useSay();
  const mayAdd = view.may.includes("add-evidence");
  return (
    <Card title={say("diligence.evidence.title")} id="evidence">
      <Table
        caption={say("diligence.evidence.title")}
        captionHidden
        dense
        rows={detail.file.evidence}
        rowKey={(e) => e.id}
        empty={<EmptyState what={say("diligence.evidence.none")} how={say("diligence.evidence.first")} />}
        columns={[
          {
            key: "source",
            head: say("diligence.field.source"),
            rowHead: true,
            cell: (e) => (
              <span id={e.version === 1 ? e.root : undefined}>
                <bdi dir="auto">{e.source}</bdi>
                {e.url && (
                  <>
                    {" "}
                    <Link to={e.url}>{say("diligence.evidence.address")}</Link>
                  </>
                )}
                {e.file && (
                  <>
                    {" "}
                    <Link to={`/cases/${view.of.id}/evidence/${e.id}`}>{e.file.name}</Link>
                  </>
                )}
                {e.note !== "" && (
                  <p class="quiet">
                    <bdi dir="auto">{e.note}</bdi>
                  </p>
                )}
              </span>
            ),
          },
          { key: "grade", head: say("diligence.field.grade"), cell: (e) => say(`diligence.grade.${e.grade}`) },
          { key: "captured", head: say("diligence.field.capturedOn"), cell: (e) => <Day on={e.capturedOn} /> },
          { key: "hash", head: say("diligence.column.hash"), cell: (e) => <Hash sha256={e.sha256} /> },
          {
            key: "version",
            head: say("diligence.column.version"),
            numeric: true,
            cell: (e) => say.number(e.version),
          },
          { key: "who", head: say("diligence.column.who"), cell: (e) => <Person view={view} id={e.capturedBy} /> },
          {
            key: "correct",
            head: say("diligence.column.deed"),
            cell: (e) =>
              mayAdd && (
                <Link to={`/cases/${view.of.id}/evidence?corrects=${e.id}`}>{say("diligence.evidence.correct")}</Link>
              ),
          },
        ]}
      />
    </Card>
  );
}

const redTones = { suspected: "pending", established: "stop", dismissed: "verified" } as const;

/** Suspected, established and dismissed red lines, with what the two persons said. Not shown while there is none. */
export function RedLines({ ask, view, detail }: Params & { readonly ask: PageAsk }): VNode | null {
  const { say } = ask;
  const { redLines } = questionnaireOf(ask.world);
  if (detail.file.redLines.length === 0) return null;
  const mayView = view.may.includes("view-red-line");
  return (
    <Card title={say("diligence.red-lines.title")} id="red-lines">
      <Table
        caption={say("diligence.red-lines.title")}
        captionHidden
        rows={detail.file.redLines}
        rowKey={(r) => r.letter}
        columns={[
          {
            key: "letter",
            head: say("diligence.column.red-line"),
            rowHead: true,
            cell: (r) => `(${r.letter}) ${textIn(say, redLines[r.letter])}`,
          },
          {
            key: "state",
            head: say("diligence.column.state"),
            cell: (r) => <StateTag tone={redTones[r.state]} word={say(`diligence.red-line.${r.state}`)} />,
          },
          {
            key: "cause",
            head: say("diligence.column.cause"),
            cell: (r) => (/^[A-C]\d/.test(r.cause) ? r.cause : say(`diligence.cause.${r.cause}`)),
          },
          {
            key: "views",
            head: say("diligence.column.views"),
            cell: (r) => (
              <ul class="plain">
                {r.views.map((v) => (
                  <li key={String(v.at)}>
                    <Person view={view} id={v.person} /> —{" "}
                    {say(v.holds ? "diligence.view.holds" : "diligence.view.does-not")}{" "}
                    <bdi dir="auto">{v.reason}</bdi>
                  </li>
                ))}
              </ul>
            ),
          },
          {
            key: "deed",
            head: say("diligence.column.deed"),
            cell: (r) =>
              mayView &&
              r.state === "suspected" && (
                <Link to={`/cases/${view.of.id}/red-lines/${r.letter}`}>{say("diligence.view.link")}</Link>
              ),
          },
        ]}
      />
    </Card>
  );
}

export function Conditions({ ask, view, detail }: Params & { readonly ask: PageAsk }): VNode | null {
  const { say } = ask;
  if (detail.file.conditions.length === 0) return null;
  return (
    <Card title={say("diligence.conditions.title")} id="conditions">
      <Table
        caption={say("diligence.conditions.title")}
        captionHidden
        dense
        rows={detail.file.conditions}
        rowKey={(c) => c.id}
        columns={[
          { key: "question", head: say("diligence.column.question"), cell: (c) => c.question },
          {
            key: "words",
            head: say("diligence.field.words"),
            rowHead: true,
            cell: (c) => <bdi dir="auto">{c.words}</bdi>,
          },
          {
            key: "owner",
            head: say("diligence.field.ownerWords"),
            cell: (c) => <bdi dir="auto">{c.ownerWords}</bdi>,
          },
          { key: "due", head: say("diligence.field.dueOn"), cell: (c) => <Day on={c.dueOn} /> },
          { key: "test", head: say("diligence.field.testWords"), cell: (c) => <bdi dir="auto">{c.testWords}</bdi> },
          {
            key: "state",
            head: say("diligence.column.state"),
            cell: (c) => (
              <StateTag
                tone={c.state === "met" ? "verified" : "pending"}
                word={say(`diligence.condition.${c.state}`)}
              />
            ),
          },
          {
            key: "deed",
            head: say("diligence.column.deed"),
            cell: (c) =>
              c.state === "open" &&
              view.may.includes("meet-condition") && (
                <Link to={`/cases/${view.of.id}/conditions/${c.id}`}>{say("diligence.met.link")}</Link>
              ),
          },
        ]}
      />
    </Card>
  );
}

/** Opinions with their date against the last evidence: an older one no longer counts. */
export function Opinions({ view, detail }: Params): VNode | null {
  const say = useSay();
  if (detail.file.opinions.length === 0) return null;
  const valid = detail.weighing.opinion?.number ?? null;
  return (
    <Card title={say("diligence.opinions.title")} id="opinions">
      <Table
        caption={say("diligence.opinions.title")}
        captionHidden
        rows={detail.file.opinions}
        rowKey={(o) => String(o.number)}
        columns={[
          { key: "at", head: say("diligence.column.when"), rowHead: true, cell: (o) => <Moment at={o.at} /> },
          {
            key: "view",
            head: say("diligence.column.opinion"),
            cell: (o) => (
              <StateTag
                tone={o.number !== valid ? "quiet" : o.isFavourable ? "verified" : "stop"}
                word={say(
                  o.number !== valid
                    ? "diligence.opinion.older"
                    : o.isFavourable
                      ? "diligence.opinion.favourable"
                      : "diligence.opinion.unfavourable",
                )}
              />
            ),
          },
          { key: "words", head: say("diligence.column.reason"), cell: (o) => <bdi dir="auto">{o.words}</bdi> },
          { key: "present", head: say("diligence.field.present"), numeric: true, cell: (o) => say.number(o.present) },
          { key: "who", head: say("diligence.column.who"), cell: (o) => <Person view={view} id={o.person} /> },
        ]}
      />
    </Card>
  );
}

export function Verdicts({ view }: { readonly view: CaseView }): VNode | null {
  const say = useSay();
  if (view.verdicts.length === 0) return null;
  const isFull = view.detail !== null;
  return (
    <Card title={say("diligence.conclusions.title")} id="conclusions">
      <Table
        caption={say("diligence.conclusions.title")}
        captionHidden
        rows={view.verdicts}
        rowKey={(v) => String(v.number)}
        columns={[
          {
            key: "outcome",
            head: say("diligence.column.outcome"),
            rowHead: true,
            cell: (v) => <OutcomeTag verdict={v} />,
          },
          { key: "issued", head: say("diligence.column.issued"), cell: (v) => <Moment at={v.issuedAt} /> },
          { key: "until", head: say("diligence.column.until"), cell: (v) => <Moment at={v.expiresAt} /> },
          ...(isFull
            ? [
                {
                  key: "level",
                  head: say("diligence.column.level"),
                  cell: (v: (typeof view.verdicts)[number]) => <LevelTag level={v.level} />,
                },
                {
                  key: "reason",
                  head: say("diligence.column.reason"),
                  cell: (v: (typeof view.verdicts)[number]) => <bdi dir="auto">{v.reason}</bdi>,
                },
                {
                  key: "who",
                  head: say("diligence.column.who"),
                  cell: (v: (typeof view.verdicts)[number]) => <Person view={view} id={v.issuedBy} />,
                },
              ]
            : []),
        ]}
      />
    </Card>
  );
}
