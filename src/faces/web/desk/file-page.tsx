import type { VNode } from "preact";
import { isId, type PartnerId } from "../../../kernel/ids.ts";
import { AgreementsPanel, agreementsForFile, type Agreement } from "../../../modules/agreements/index.ts";
import { contributionsOf, type Contribution } from "../../../modules/contributions/index.ts";
import { casesOfPartner, DiligencePanel } from "../../../modules/diligence/index.ts";
import { eventsOf, type PastEvent } from "../../../modules/log/index.ts";
import { PartnerPanels, type FileView } from "../../../modules/partners/index.ts";
import { entriesForFile } from "../../../modules/register/index.ts";
import { openHits } from "../../../modules/screening/index.ts";
import {
  Amount, Card, EmptyState, Link, Name, PageHead, StateTag, SteppedLine, Table, Timeline, type Step,
} from "../../../ui/components/index.ts";
import type { Page, PageAsk } from "../../../ui/page.ts";
import type { Say } from "../../../ui/say.ts";
import { officers } from "./desk-page.tsx";

interface Around {
  readonly cases: Awaited<ReturnType<typeof casesOfPartner>>;
  readonly contributions: readonly Contribution[];
  readonly agreements: readonly Agreement[];
  readonly registerIds: readonly string[];
  readonly openHits: number;
  readonly events: readonly PastEvent[];
}

/** Everything about one partner on one page, each part drawn by the module that owns it. */
export const filePage: Page = {
  method: "GET",
  path: "/partners/:partner",
  who: officers,
  async handle(ask) {
    const id = ask.params["partner"] ?? "";
    const view = isId("prt", id) ? await ask.answer<FileView>("partners.file", { partner: id }) : null;
    if (!view) return { kind: "not-found" };
    const around = await readAround(ask, view.partner.id);
    return {
      kind: "page", layout: "officer", title: view.partner.name,
      body: <FileBody ask={ask} view={view} around={around} />,
    };
  },
};

/** One snapshot for the whole page. The file question has said that this reader may see the file. */
function readAround(ask: PageAsk, file: PartnerId): Promise<Around> {
  const { world, actor, organisation } = ask;
  return world.database.read(async (tx) => {
    const desk = { tx, actor, world, organisation, now: () => world.clock.now() };
    const entries = await entriesForFile(desk, file);
    return {
      cases: await casesOfPartner(desk, file),
      contributions: await contributionsOf(desk, file),
      agreements: await agreementsForFile(desk, file),
      registerIds: entries.filter((entry) => entry.version > 0).map((entry) => entry.registerId),
      openHits: (await openHits(tx, file)).length,
      events: await eventsOf(desk, { file }, 60),
    };
  });
}

function FileBody({ ask, view, around }: { ask: PageAsk; view: FileView; around: Around }): VNode {
  const { say } = ask;
  const { partner } = view;
  return (
    <>
      <PageHead
        kicker={say("files.title")} trail={[{ text: say("partners.list.title"), to: "/partners" }]}
        title={<Name text={partner.name} latin={partner.names.find((n) => n.kind === "latin")?.text ?? null} strong />}
        state={<StateTag tone={toneOf(partner.state)} word={say(`partners.state.${partner.state}`)} />}
        answer={say(`files.answer.${partner.state}`)}
      >
        <Doings ask={ask} view={view} />
      </PageHead>
      <SteppedLine label={say("files.path")} steps={pathOf(say, view, around)} />
      <Card title={say("files.screening")}>
        <p>{around.openHits === 0 ? say("files.screening-clear") : say("files.screening-open", { count: around.openHits })}</p>
      </Card>
      <DiligencePanel lines={around.cases} />
      <Card title={say("files.contributions")} id="contributions">
        <ContributionTable say={say} rows={around.contributions} />
      </Card>
      <Card title={say("agreements.panel")} id="agreements"><AgreementsPanel say={say} agreements={around.agreements} /></Card>
      <Card title={say("files.register")} id="register">
        {around.registerIds.length === 0
          ? <EmptyState what={say("files.register-none")} />
          : <ul>{around.registerIds.map((id) => <li key={id}><Link to={`/register/${id}`}>{id}</Link></li>)}</ul>}
      </Card>
      <PartnerPanels say={say} view={view} />
      <Card title={say("files.timeline")} id="timeline">
        <p class="quiet">{say("files.timeline-note")}</p>
        <Timeline label={say("files.timeline")} events={around.events.map((event) => happening(say, event))} />
      </Card>
    </>
  );
}

function toneOf(state: string): "verified" | "stop" | "pending" {
  if (state === "active") return "verified";
  return state === "suspended" || state === "declined" ? "stop" : "pending";
}

/** Where this reader can go on from here. */
function Doings({ ask, view }: { ask: PageAsk; view: FileView }): VNode {
  const { say, actor } = ask;
  const { partner } = view;
  const has = (...wanted: readonly string[]): boolean => actor.roles.some((role) => wanted.includes(role));
  return (
    <>
      {has("partnership-officer") && <Link to={`/intake/${partner.applicationId}`}>{say("files.intake-link")}</Link>}
      {has("partnership-officer", "diligence-analyst", "compliance-officer") && (
        <Link to={`/partners/${partner.id}/questions`}>{say("files.questions-link")}</Link>
      )}
      {has("secretary-general", "director", "executive-secretary") && (
        <Link to={`/partners/${partner.id}/suspension`}>{say("files.suspension-link")}</Link>
      )}
      {!has("national-bureau") && <Link to={`/interests/files/${partner.id}`}>{say("files.interest-link")}</Link>}
    </>
  );
}

/** Application to register: what is done, what is now, what lies ahead. */
function pathOf(say: Say, view: FileView, around: Around): Step[] {
  const { partner } = view;
  const isActive = partner.state === "active" || partner.state === "suspended";
  const submitted = view.applications[0]?.submittedAt ?? null;
  const marks: readonly (readonly [string, boolean])[] = [
    ["application", submitted !== null],
    ["diligence", around.cases.some((line) => line.verdict !== null)],
    ["decision", isActive],
    ["contribution", around.contributions.some((c) => ["accepted", "agreed", "received"].includes(c.state))],
    ["agreement", around.agreements.some((a) => a.state === "in-force")],
    ["register", around.registerIds.length > 0],
  ];
  const next = marks.findIndex(([, done]) => !done);
  return marks.map(([key, done], at) => ({
    name: say(`files.step.${key}`), state: done ? "done" : at === next ? "now" : "ahead",
    ...(key === "application" && submitted !== null ? { at: submitted } : {}),
  }));
}

function ContributionTable({ say, rows }: { say: Say; rows: readonly Contribution[] }): VNode {
  return (
    <Table
      caption={say("files.contributions")} captionHidden rows={rows} rowKey={(c) => c.id} dense
      empty={<EmptyState what={say("files.no-contributions")} how={say("files.contributions-how")} />}
      columns={[
        {
          key: "purpose", head: say("files.purpose"), rowHead: true,
          cell: (c) => <Link to={`/contributions/${c.id}`}><bdi dir="auto">{c.purposeWords}</bdi></Link>,
        },
        { key: "state", head: say("files.state"), cell: (c) => say(`contributions.state.${c.state}`) },
        {
          key: "value", head: say("files.value"), numeric: true,
          cell: (c) => <Amount of={{ minor: c.valueMinor, currency: c.currency }} />,
        },
      ]}
    />
  );
}

function happening(say: Say, event: PastEvent) {
  const key = `event.${event.type}`;
  const leaf = event.leafIndex;
  return {
    id: event.id, at: event.at, what: say(say.has(key) ? key : "event.other"),
    ...(leaf === null ? {} : { why: say("ui.seal.number", { number: String(leaf) }) }),
  };
}
