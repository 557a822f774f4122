import type { VNode } from "preact";
import { Day, EmptyState, Link, StateTag, Table } from "../../../ui/components/index.ts";
import type { Say } from "../../../ui/say.ts";
import type { Agreement } from "../agreement.ts";

/** The agreements of one file, for the partner file page. */
export function AgreementsPanel({ say, agreements }: { say: Say; agreements: readonly Agreement[] }): VNode {
  return (
    <Table
      caption={say("agreements.panel")}
      captionHidden
      rows={agreements}
      rowKey={(a) => a.id}
      dense
      empty={<EmptyState what={say("agreements.none")} how={say("agreements.first")} />}
      columns={[
        {
          key: "id",
          head: say("agreements.title"),
          rowHead: true,
          cell: (a) => (
            <Link to={`/agreements/${a.id}`}>
              {say("agreements.from-to", { from: say.day(a.startsOn), to: say.day(a.endsOn) })}
            </Link>
          ),
        },
        {
          key: "state",
          head: say("agreements.state"),
          cell: (a) => (
            <StateTag
              tone={a.state === "in-force" ? "verified" : "pending"}
              word={say(`agreements.state.${a.state}`)}
            />
          ),
        },
        { key: "ends", head: say("agreements.ends"), cell: (a) => <Day on={a.endsOn} /> },
      ]}
    />
  );
}
