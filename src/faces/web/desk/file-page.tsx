import type { VNode } from "preact";
import { isId, type PartnerId } from "../../../kernel/ids.ts";
import { AgreementsPanel, agreementsForFile, type Agreement } from "../../../modules/agreements/index.ts";
import { contributionsOf, type Contribution } from "../../../modules/contributions/index.ts";
import { casesOfPartner, DiligencePanel } from "../../../modules/diligence/index.ts";
import { eventsOf, type PastEvent } from "../../../modules/log/index.ts";
import { panels, type FileView } from "../../../modules/partners/index.ts";
import { entriesForFile } from "../../../modules/register/index.ts";
import { openHits } from "../../../modules/screening/index.ts";
import {
  Amount, Card, EmptyState, Link, Name, PageHead, Seal, StateTag, SteppedLine, Table, Timeline, type Step,
} from "../../../ui/components/index.ts";
import type { Page, PageAsk } from "../../../ui/page.ts";
import type { Say } from "../../../ui/say.ts";
import { officers } from "./desk-page.tsx";
import { happenings, namesOf, sealOf } from "./happenings.tsx";

interface Around {
  readonly cases: Awaited<ReturnType<typeof casesOfPartner>>;
  readonly contributions: readonly Contribution[];
  readonly agreements: readonly Agreement[];
  readonly registerIds: readonly string[];
  readonly openHits: number;
  readonly events: readonly PastEvent[];
  readonly names: ReadonlyMap<string, string>; // of colleagues by account; empty for readers from outside
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
    const events = await eventsOf(desk, { file }, 120);
    return {
      cases: await casesOfPartner(desk, file),
      contributions: await contributionsOf(desk, file),
      agreements: await agreementsForFile(desk, file),
      registerIds: entries.filter((entry) => entry.version > 0).map((entry) => entry.registerId),
      openHits: (await openHits(tx, file)).length,
      events, names: actor.side === "organisation" ? await namesOf(tx, events) : new Map(),
    };
  });
}

function FileBody({ ask, view, around }: { ask: PageAsk; view: FileView; around: Around }): VNode {
  const { say } = ask;
  const { partner } = view;
  const [newest] = around.events;
  return (
    <>
      <PageHead
        kicker={say("files.title")} trail={[{ text: say("partners.list.title"), to: "/partners" }]}
        title={<Name text={partner.name} latin={partner.names.find((n) => n.kind === "latin")?.text ?? null} strong />}
        state={<StateTag tone={toneOf(partner.state)} word={say(`partners.state.${partner.state}`)} />}
        answer={say(`files.answer.${partner.state}`)}
        seal={newest && <Seal {...sealOf(newest)} at={newest.at} to={proofOf(newest)} />}
      >
        <Doings ask={ask} view={view} />
      </PageHead>
      <SteppedLine label={say("files.path")} steps={pathOf(say, view, around)} />
      <Contents say={say} />
      {partsOf(["identity", "owners", "people"]).map((panel) => (
        <Card key={panel.key} id={panel.key} title={say(panel.title)}>{panel.show(say, view)}</Card>
      ))}
      <Card title={say("files.screening")} id="screening">
        <p>{around.openHits === 0 ? say("files.screening-clear") : say("files.screening-open", { count: around.openHits })}</p>
      </Card>
      <div id="cases"><DiligencePanel lines={around.cases} /></div>
      <Card title={say("files.contributions")} id="contributions">
        <ContributionTable say={say} rows={around.contributions} />
      </Card>
      <Card title={say("agreements.panel")} id="agreements"><AgreementsPanel say={say} agreements={around.agreements} /></Card>
      {partsOf(["documents", "questions", "applications", "public"]).map((panel) => (
        <Card key={panel.key} id={panel.key} title={say(panel.title)}>{panel.show(say, view)}</Card>
      ))}
      <Card title={say("files.register")} id="register">
        {around.registerIds.length === 0
          ? <EmptyState what={say("files.register-none")} />
          : <ul>{around.registerIds.map((id) => <li key={id}><Link to={`/register/${id}`}>{id}</Link></li>)}</ul>}
      </Card>
      <Card title={say("files.timeline")} id="timeline">
        <p class="quiet">{say("files.timeline-note")}</p>
        <Timeline label={say("files.timeline")} events={happenings(say, around.events, around.names)} />
      </Card>
    </>
  );
}

/** The proof of the newest event: a text that outside tools verify. */
function proofOf(event: PastEvent): string | undefined {
  return event.leafIndex === null ? undefined : `/log/proof/${event.leafIndex}.tlog-proof`;
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

const contents: readonly (readonly [id: string, key: string])[] = [
  ["identity", "partners.panel.identity"], ["owners", "partners.step.owners.title"], ["people", "partners.step.people.title"],
  ["screening", "files.screening"], ["cases", "files.step.diligence"], ["contributions", "files.contributions"],
  ["agreements", "agreements.panel"], ["documents", "partners.step.documents.title"], ["register", "files.register"],
  ["timeline", "files.timeline"],
];

function Contents({ say }: { readonly say: Say }): VNode {
  return (
    <nav aria-label={say("files.parts")}>
      <ul class="contents">
        {contents.map(([id, key]) => <li key={id}><Link to={`#${id}`}>{say(key)}</Link></li>)}
      </ul>
    </nav>
  );
}

/** Panels of the partners module, in the order in which they are asked for. */
function partsOf(keys: readonly string[]): readonly (typeof panels)[number][] {
  return keys.flatMap((key) => panels.filter((panel) => panel.key === key));
}
