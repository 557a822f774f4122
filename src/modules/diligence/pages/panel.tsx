import type { VNode } from "preact";
import { Card, EmptyState, Link, Moment, Table } from "../../../ui/components/index.ts";
import { useSay } from "../../../ui/reader.ts";
import type { CaseLine } from "../questions.ts";
import { CaseStateTag, LevelTag, OutcomeTag } from "./parts.tsx";

/** The partner file's panel: every case of the partner, newest first. @param lines from `casesOfPartner` */
export function DiligencePanel({ lines }: { readonly lines: readonly CaseLine[] }): VNode {
  const say = useSay();
  return (
    <Card title={say("diligence.cases.title")} id="diligence">
      <Table
        caption={say("diligence.cases.title")} captionHidden dense rows={lines} rowKey={(l) => l.of.id}
        empty={<EmptyState what={say("diligence.cases.none")} how={say("diligence.cases.first")} />}
        columns={[
          { key: "number", head: say("diligence.column.number"), rowHead: true,
            cell: (l) => <Link to={`/cases/${l.of.id}`}>{say("diligence.case.kicker", { number: l.of.number })}</Link> },
          { key: "state", head: say("diligence.column.state"), cell: (l) => <CaseStateTag state={l.of.state} /> },
          { key: "since", head: say("diligence.column.since"), cell: (l) => <Moment at={l.of.stateSince} /> },
          { key: "outcome", head: say("diligence.column.outcome"), cell: (l) => l.verdict && <OutcomeTag verdict={l.verdict} /> },
          { key: "level", head: say("diligence.column.level"), cell: (l) => l.verdict && <LevelTag level={l.verdict.level} /> },
        ]}
      />
    </Card>
  );
}
