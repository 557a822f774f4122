import type { VNode } from "preact";
import type { Fault } from "../../../kernel/refusal.ts";
import { Button, Deeds, Form, Link, Notice, PageHead, RefusalNotice } from "../../../ui/components/index.ts";
import { readForm, type Fields, type Posted, type Values } from "../../../ui/form.ts";
import type { Page, PageAnswer, PageAsk } from "../../../ui/page.ts";
import type { CaseView } from "../questions.ts";
import { outcomeReaders } from "../readers.ts";
import { whoMay, type Event } from "../moves.ts";
import { caseTrail, loadCase, officerPage } from "./parts.tsx";

/** One deed on a case as a page: the same shape for all of them. */
export interface CaseForm<F extends Fields> {
  readonly path: string; // below /cases/:id
  readonly event: Event;
  readonly deed: string;
  readonly words: string; // prefix of its messages: .title, .answer, .deed, .done
  readonly uploads?: boolean;
  readonly stop?: boolean; // a deed that refuses or suspends
  fields(ask: PageAsk, view: CaseView): Promise<F> | F;
  body(ask: PageAsk, view: CaseView, fields: F): Promise<VNode> | VNode;
  toAsk(values: Values<F>, ask: PageAsk, view: CaseView): unknown;
  faultPath?(path: string): string; // where the form shows a fault of the deed
  names?(ask: PageAsk): Readonly<Record<string, string>>; // labels that are data: the questionnaire's own texts
  args?(ask: PageAsk, view: CaseView): Record<string, string | number>;
}

export function casePages<F extends Fields>(form: CaseForm<F>): readonly Page[] {
  const path = `/cases/:id${form.path}`;
  const who = [...new Set([...whoMay(form.event), ...outcomeReaders])];
  return [
    { method: "GET", path, who, handle: (ask) => open(form, ask) },
    { method: "POST", path, who, uploads: form.uploads ?? false, handle: (ask) => post(form, ask) },
  ];
}

async function open<F extends Fields>(form: CaseForm<F>, ask: PageAsk): Promise<PageAnswer> {
  const view = await loadCase(ask);
  return view ? show(form, ask, { view, faults: [], typed: {} }) : { kind: "not-found" };
}

async function post<F extends Fields>(form: CaseForm<F>, ask: PageAsk): Promise<PageAnswer> {
  const view = await loadCase(ask);
  if (!view) return { kind: "not-found" };
  const typed = ask.form;
  const read = readForm(await form.fields(ask, view), typed);
  if (!read.ok) return show(form, ask, { view, faults: read.error, typed });
  const expectedVersion = Number(ask.form["expectedVersion"] ?? 0);
  const wanted = form.toAsk(read.value, ask, view);
  const done = await ask.perform(form.deed, { caseId: view.of.id, expectedVersion, ...(wanted as object) });
  if (done.ok) return { kind: "go", to: `/cases/${view.of.id}`, notice: `${form.words}.done` };
  if (done.error.kind !== "fault") return { kind: "refusal", refusal: done.error };
  const faults = done.error.faults.map((f) => ({ ...f, path: form.faultPath?.(f.path) ?? f.path }));
  return show(form, ask, { view, faults, typed });
}

interface Shown {
  readonly view: CaseView;
  readonly faults: readonly Fault[];
  readonly typed: Posted;
}

async function show<F extends Fields>(
  form: CaseForm<F>,
  ask: PageAsk,
  { view, faults, typed }: Shown,
): Promise<PageAnswer> {
  const { say } = ask;
  const fields = await form.fields(ask, view);
  const args = { name: view.partnerName, ...(form.args?.(ask, view) ?? {}) };
  const title = say(`${form.words}.title`, args);
  const may = view.may.includes(form.event);
  const action = `/cases/${view.of.id}${form.path}`.replace(/:(\w+)/g, (_, key: string) => ask.params[key] ?? "");
  const inside = await form.body(ask, view, fields);
  return officerPage(
    title,
    <>
      <PageHead
        title={title}
        answer={say(may ? `${form.words}.answer` : "diligence.not-now", args)}
        trail={caseTrail(say, view)}
      />
      {view.keptOut && <RefusalNotice refusal={view.keptOut} />}
      {!may && !view.keptOut && (
        <Notice
          tone="pending"
          title={say("diligence.not-now-why", { state: say(`diligence.state.${view.of.state}`) })}
        />
      )}
      {may && (
        <Form
          action={action}
          fields={fields}
          names={form.names?.(ask)}
          faults={faults}
          typed={typed}
          expectedVersion={view.of.version}
          uploads={form.uploads}
          label={title}
        >
          {inside}
          <Deeds>
            <Button kind={form.stop ? "stop" : "primary"}>{say(`${form.words}.deed`)}</Button>
            <Link to={`/cases/${view.of.id}`}>{say("ui.button.back")}</Link>
          </Deeds>
        </Form>
      )}
    </>,
    faults.length > 0,
  );
}
