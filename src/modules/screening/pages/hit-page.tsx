import type { VNode } from "preact";
import type { Fault, Refusal } from "../../../kernel/refusal.ts";
import {
  Button, Card, Deeds, DescriptionList, Details, EmptyState, Form, Link, Moment, Name, PageHead,
    RefusalNotice, TextArea, Timeline,
  type Happening,
} from "../../../ui/components/index.ts";
import { expectedVersion, formFields, readForm } from "../../../ui/form.ts";
import type { Page, PageAnswer, PageAsk } from "../../../ui/page.ts";
import type { Say } from "../../../ui/say.ts";
import { isOpen, type HitStep } from "../hit.ts";
import { whoMay, type Move } from "../moves.ts";
import { hitReaders, type HitView } from "../questions.ts";
import { Comparison } from "./comparison.tsx";
import { askedName, listedName } from "./hits-page.tsx";
import { Hash, HitStateTag, isolated, NameWithReading, officerPage, textIn } from "./parts.tsx";

const fields = formFields({ reason: { kind: "text", label: "screening.hit.reason",
  hint: "screening.hit.reason-hint", max: 4_000 } });

interface Attempt {
  readonly faults: readonly Fault[];
  readonly refusal: Refusal | null;
}
const none: Attempt = { faults: [], refusal: null };

const hitPage: Page = { method: "GET", path: "/hits/:id", who: hitReaders, handle: (ask) => show(ask, none) };

async function show(ask: PageAsk, attempt: Attempt): Promise<PageAnswer> {
  const view = await ask.answer<HitView>("screening.hit", { hit: ask.params["id"] ?? "" });
  if (!view) return { kind: "not-found" };
  const title = ask.say("screening.hit.title", { name: askedName(view.hit) });
  return officerPage(title, <HitBody ask={ask} view={view} attempt={attempt} />, attempt !== none);
}

function HitBody({ ask, view,
  attempt }: { readonly ask: PageAsk; readonly view: HitView; readonly attempt: Attempt }): VNode {
  const { say } = ask;
  const { hit } = view;
  return (
    <>
      <PageHead
        title={<NameWithReading text={askedName(hit)} />} answer={answerOf(say, view)} kicker={
          say("screening.hit.kicker")}
        state={<HitStateTag state={hit.state} />} trail={[{ to: "/hits", text: say("screening.hits.title") }]}
      >
        <Link to={`/partners/${hit.file}`}>{say("screening.hit.to-file")}</Link>
      </PageHead>
      {attempt.refusal && <RefusalNotice refusal={attempt.refusal} />}
      <Card title={say("screening.hit.compared")}><Comparison explanation={hit.explanation} /></Card>
      <Decision ask={ask} view={view} attempt={attempt} />
      <Published say={say} view={view} />
      <Card title={say("screening.hit.decisions")}>
        {view.steps.length === 0
          ? <EmptyState what={say("screening.hit.undecided")} />
          : <Timeline label={say("screening.hit.decisions")} events={stepEvents(say, view.steps, hit.id)} />}
        <Earlier say={say} view={view} />
      </Card>
    </>
  );
}

/** One sentence: where it stands, whose turn it is, until when. */
function answerOf(say: Say, { hit, partnerName, list }: HitView): string {
  const words = {
    asked: isolated(askedName(hit)), listed: isolated(listedName(hit)), partner: isolated(partnerName),
    list: textIn(say, list.title),
    role: say(`screening.role.${hit.role}`), due: say.moment(hit.dueAt),
  };
  return say(`screening.hit.answer.${hit.state}`, words);
}

const verbs: Readonly<Record<Exclude<Move, "lapse">,
  { readonly path: string; readonly kind: "primary" | "secondary" | "stop" }>> = {
  triage: { path: "triage", kind: "primary" },
  "propose-dismissal": { path: "dismiss", kind: "primary" },
  "propose-confirmation": { path: "confirm", kind: "stop" },
  dismiss: { path: "dismiss", kind: "primary" },
  confirm: { path: "confirm", kind: "stop" },
  return: { path: "return", kind: "secondary" },
};

function Decision({ ask, view,
  attempt }: { readonly ask: PageAsk; readonly view: HitView; readonly attempt: Attempt }): VNode | null {
  const { say } = ask;
  const { hit } = view;
  if (!isOpen(hit.state)) return null;
  const mine = view.moves.flatMap((move) => (move === "lapse" ? [] : [{ move, ...verbs[move] }]));
  const [first] = mine;
  return (
    <Card title={say("screening.hit.decide")}>
      {view.whyNot && <RefusalNotice refusal={view.whyNot} />}
      {!first && !view.whyNot && <p>{say(`screening.hit.waits.${hit.state}`)}</p>}
      {first && (
        <Form
          action={`/hits/${hit.id}/${first.path}`} fields={fields} faults={attempt.faults} typed={
            ask.form} expectedVersion={hit.version}
        >
          <TextArea name="reason" rows={4} />
          <Deeds>
            {mine.map((m) => (
              <Button key={m.move} kind={m.kind} formAction={`/hits/${hit.id}/${m.path}`}>{
                say(`screening.move.${m.move}`)}</Button>
            ))}
          </Deeds>
        </Form>
      )}
    </Card>
  );
}

/** The entry as its publisher prints it, field by field. */
function Published({ say, view }: { readonly say: Say; readonly view: HitView }): VNode {
  const { hit, entry, version, list } = view;
  const names = (entry?.names ?? []).map((n, i) => ({
    term: say(`screening.quality.${n.quality}`, { number: i + 1 }),
      definition: <NameWithReading text={n.text} />,
  }));
  const fieldsOf = [...(entry?.fields ?? []), ...(entry?.marks ?? [])].map((f) =>
    ({ term: f.field, definition: <bdi dir="auto">{f.value}</bdi> }));
  return (
    <Card title={say("screening.hit.published")} aside={list.page &&
      <Link to={list.page}>{textIn(say, list.publisher)}</Link>}>
      <DescriptionList
        columns={2}
        rows={[
          { term: say("screening.column.list"), definition: <Name text={textIn(say, list.title)} to={
            `/lists/${hit.source}`} /> },
          { term: say("screening.hit.number"), definition: <bdi dir="ltr">{hit.ref}</bdi> },
          { term: say("screening.column.version"), definition: say.number(hit.listVersion) },
          { term: say("screening.column.imported"), definition: version &&
            <Moment at={version.importedAt} /> },
          { term: say("screening.hit.entry-hash"), definition: <Hash sha256={hit.entrySha256} /> },
          { term: say("screening.hit.engine"), definition: <code dir="ltr">{hit.explanation.engine}</code> },
        ]}
      />
      <DescriptionList rows={names} />
      <Details summary={say("screening.hit.all-fields")} open>
        <div lang="en"><DescriptionList rows={mergedTerms(fieldsOf)} /></div>
      </Details>
    </Card>
  );
}

/** Publishers repeat a field: its values stand under one term. */
function mergedTerms(rows: readonly { term: string; definition: VNode }[]): {
  term: string; definition: VNode }[] {
  const merged = new Map<string, VNode[]>();
  for (const row of rows) merged.set(row.term, [...(merged.get(row.term) ?? []), row.definition]);
  return [...merged].map(([term, values]) =>
    ({ term, definition: <>{values.map((v, i) => <div key={i}>{v}</div>)}</> }));
}

function stepEvents(say: Say, steps: readonly HitStep[], key: string): Happening[] {
  return [...steps].reverse().map((s, i) => ({
    id: `${key}-${i}`, at: s.at, what: say(`screening.step.${s.event}`),
      who: <bdi dir="auto">{s.personName}</bdi>,
    why: <bdi dir="auto">{s.reason}</bdi>,
  }));
}

function Earlier({ say, view }: { readonly say: Say; readonly view: HitView }): VNode | null {
  if (view.earlier.length === 0) return null;
  return (
    <Details summary={say("screening.hit.earlier", { count: view.earlier.length })} open>
      {view.earlier.map(({ hit, steps }) => (
        <div key={hit.id}>
          <p><HitStateTag state={hit.state} /> <Link to={`/hits/${hit.id}`}>{say("screening.hit.raised-at",
            { moment: say.moment(hit.raisedAt) })}</Link></p>
          {steps.length > 0 && <Timeline label={say("screening.hit.decisions")} events={stepEvents(say, steps,
            hit.id)} />}
        </div>
      ))}
    </Details>
  );
}

const post = (path: string, deed: string, ...events: readonly Move[]): Page => ({
  method: "POST", path: `/hits/:id/${path}`, who: whoMay(...events),
  async handle(ask) {
    const read = readForm(fields, ask.form);
    if (!read.ok) return show(ask, { faults: read.error, refusal: null });
    const hit = ask.params["id"] ?? "";
    const done = await ask.perform(deed, { hit, expectedVersion: expectedVersion(ask.form),
      reason: read.value.reason });
    if (done.ok) return { kind: "go", to: `/hits/${hit}`, notice: "screening.hit.recorded" };
    if (done.error.kind === "hidden") return { kind: "not-found" };
    if (done.error.code === "log/gesture-needed") return { kind: "refusal", refusal: done.error };
    if (done.error.kind === "fault") return show(ask, { faults: done.error.faults, refusal: null });
    return show(ask, { faults: [], refusal: done.error });
  },
});

export const hitPages: readonly Page[] = [
  hitPage, post("triage", "screening.triage-hit", "triage"),
  post("dismiss", "screening.dismiss-hit", "propose-dismissal", "dismiss"),
  post("confirm", "screening.confirm-hit", "propose-confirmation", "confirm"),
  post("return", "screening.return-hit", "return"),
];
