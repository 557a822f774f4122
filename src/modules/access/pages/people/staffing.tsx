import type { VNode } from "preact";
import { Link, Name, PageHead, StateTag, Table } from "../../../../ui/components/index.ts";
import type { Page, PageAsk } from "../../../../ui/page.ts";
import { staffingQuestion, type StaffingView } from "../../duties/questions.ts";
import type { Staffing } from "../../duties/staffing.ts";
import { page } from "../answers.ts";

/** Which duties have too few people, and the files they stop. */
export const staffingPage: Page = {
  method: "GET",
  path: "/people/duties",
  who: staffingQuestion.who,
  async handle(ask) {
    const view = await ask.answer<StaffingView>("access.staffing", {});
    if (!view) return { kind: "not-found" };
    return page(ask, ask.say("access.staffing.title"), <StaffingTable ask={ask} view={view} />);
  },
};

function StaffingTable({ ask, view }: { readonly ask: PageAsk; readonly view: StaffingView }): VNode {
  const { say } = ask;
  const missing = view.rows.filter((row) => row.missing).length;
  const files = new Set(view.rows.flatMap((row) => row.stopped)).size;
  return (
    <>
      <PageHead
        title={say("access.staffing.title")} answer={say("access.staffing.answer", { missing, files })}
        trail={[{ text: say("access.people.title"), to: "/people" }]}
      />
      <Table
        caption={say("access.staffing.title")} captionHidden rows={view.rows} rowKey={(row) => row.key}
        columns={[
          { key: "duty", head: say("access.staffing.duty"), rowHead: true, cell: (row) => say(`access.duty.${row.key}`) },
          { key: "roles", head: say("access.staffing.roles"), cell: (row) => row.roles.map((role) => say(`role.${role}`)).join(" · ") },
          { key: "holders", head: say("access.staffing.holders"), cell: (row) => <Holders ask={ask} row={row} /> },
          {
            key: "state", head: say("access.staffing.new-file"),
            cell: (row) => {
              if (!row.missing) return <StateTag tone="verified" word={say("access.staffing.enough")} />;
              return <StateTag tone="stop" word={missingText(ask, row)} />;
            },
          },
          { key: "files", head: say("access.staffing.stopped"), cell: (row) => <Stopped ask={ask} row={row} view={view} /> },
        ]}
      />
      <p class="quiet">{say("access.staffing.about")}</p>
    </>
  );
}

/** Too few holders at all is said in figures; enough of them who exclude each other is another thing to mend. */
function missingText({ say }: PageAsk, { holders, needed }: Staffing): string {
  if (holders.length >= needed) return say("access.staffing.too-few");
  return needed === 1 ? say("access.staffing.nobody") : say("access.staffing.of-needed", { have: holders.length, needed });
}

function Holders({ ask, row }: { readonly ask: PageAsk; readonly row: Staffing }): VNode {
  if (row.holders.length === 0) return <span>{ask.say("ui.none")}</span>;
  const shown = row.holders.slice(0, 8);
  const more = row.holders.length - shown.length;
  return (
    <ul>
      {shown.map((one) => <li key={one.personId}><Name text={one.name} /></li>)}
      {more > 0 && <li>{ask.say("access.staffing.more", { count: more })}</li>}
    </ul>
  );
}

function Stopped({ ask, row, view }: { readonly ask: PageAsk; readonly row: Staffing; readonly view: StaffingView }): VNode {
  const { say } = ask;
  const seen = view.stopped[row.key] ?? [];
  if (row.stopped.length === 0) return <span>{say("ui.none")}</span>;
  return (
    <ul>
      {seen.slice(0, 20).map((one) => (
        <li key={one.file}><Link to={`/partners/${one.file}`}><bdi dir="auto">{one.name ?? one.file}</bdi></Link></li>
      ))}
      {row.stopped.length > seen.length && <li>{say("access.staffing.unseen", { count: row.stopped.length - seen.length })}</li>}
    </ul>
  );
}
