import {
  Button, Deeds, EmptyState, Form, Link, Name, Radios, RefusalNotice, Select, Table, TextField, DateField,
  PageHead,
} from "../../../../ui/components/index.ts";
import { countryOptions } from "../../../../ui/countries.ts";
import { expectedVersion, formFields, readForm } from "../../../../ui/form.ts";
import type { Page, PageAnswer, PageAsk } from "../../../../ui/page.ts";
import type { DraftView } from "../../views/draft.ts";
import { partnerSide } from "../../views/readers.ts";
import { birthText, readBirth } from "./birth.ts";
import { againOf, fresh, partnerPage, StepFrame, versionAfter, withDraft, type Again } from "./frame.tsx";
import { choices } from "./part-fields.tsx";
import { nextPath, stepPath } from "./steps.ts";

const signs = ["no", "alone", "jointly"] as const;

const officerFields = formFields({
  name: { kind: "text", max: 200, label: "partners.field.personName", hint: "partners.hint.personName" },
  otherName: { kind: "text", max: 200, optional: true, label: "partners.field.otherName", hint: "partners.hint.otherName" },
  roleWords: { kind: "text", max: 120, label: "partners.field.roleWords", hint: "partners.hint.roleWords" },
  birthOn: { kind: "text", max: 10, optional: true, label: "partners.field.birthOn", hint: "partners.hint.birthOn" },
  nationality: { kind: "text", max: 2, label: "partners.field.nationality" },
  signs: { kind: "choice", among: signs, label: "partners.field.signs", hint: "partners.hint.signs" },
  publicFunction: {
    kind: "text",
    max: 300,
    optional: true,
    label: "partners.field.publicFunction",
    hint: "partners.hint.publicFunction",
  },
});

export const peoplePages: readonly Page[] = [
  {
    method: "GET",
    path: "/apply/:application/people",
    who: partnerSide,
    handle: (ask) => withDraft(ask, (view) => list(ask, view, fresh)),
  },
  {
    method: "GET",
    path: "/apply/:application/people/new",
    who: partnerSide,
    handle: (ask) => withDraft(ask, (view) => form(ask, view, fresh)),
  },
  { method: "POST", path: "/apply/:application/people/new", who: partnerSide, handle: add },
  { method: "POST", path: "/apply/:application/people/remove", who: partnerSide, handle: remove },
];

async function add(ask: PageAsk): Promise<PageAnswer> {
  const birth = readBirth(ask.form, "birthOn");
  const { "birthOn.day": _d, "birthOn.month": _m, "birthOn.year": _y, ...rest } = ask.form;
  const read = readForm(officerFields, rest);
  const faults = [...(read.ok ? [] : read.error), ...(birth.ok ? [] : [birth.error])];
  if (!read.ok || !birth.ok) return withDraft(ask, (view) => form(ask, view, { faults, refusal: null }));
  const application = ask.params["application"] ?? "";
  const named = await ask.perform("partners.name-officer", {
    application, expectedVersion: expectedVersion(ask.form), ...read.value, birthOn: birth.value,
  });
  if (named.ok) return { kind: "go", to: stepPath(application, "people"), notice: "partners.notice.person-added" };
  if (named.error.kind === "hidden") return { kind: "not-found" };
  return withDraft(ask, (view) =>
    form(ask, view, againOf(named.error), versionAfter(named.error, view.application.version)),
  );
}

async function remove(ask: PageAsk): Promise<PageAnswer> {
  const application = ask.params["application"] ?? "";
  const removed = await ask.perform("partners.remove-officer", {
    application, expectedVersion: expectedVersion(ask.form), officer: ask.form["officer"] ?? "",
  });
  if (removed.ok) return { kind: "go", to: stepPath(application, "people") };
  if (removed.error.kind === "hidden") return { kind: "not-found" };
  return withDraft(ask, (view) => list(ask, view, againOf(removed.error)));
}

function list(ask: PageAsk, view: DraftView, again: Again): PageAnswer {
  const { say } = ask;
  const id = view.application.id;
  return partnerPage(say("partners.step.people.title"), (
    <StepFrame say={say} view={view} step="people" again={again}>
      <Table
        caption={say("partners.people.caption")} rows={view.draft.officers} rowKey={(o) => o.id}
        empty={<EmptyState what={say("partners.people.empty")} how={say("partners.people.empty-how")} />}
        columns={[
          {
            key: "name",
            head: say("partners.field.personName"),
            rowHead: true,
            cell: (o) => <Name text={o.name} latin={o.otherName} />,
          },
          { key: "role", head: say("partners.field.roleWords"), cell: (o) => <bdi dir="auto">{o.roleWords}</bdi> },
          { key: "born", head: say("partners.field.birthOn"), cell: (o) => birthText(say, o.birthOn) },
          { key: "signs", head: say("partners.field.signs"), cell: (o) => say(`partners.signs.${o.signs}`) },
          {
            key: "remove",
            head: say("partners.list.change"),
            cell: (o) => (
              <Form
                action={`${stepPath(id, "people")}/remove`} expectedVersion={view.application.version}
                hidden={{ officer: o.id }} dense
              >
                <Button kind="quiet">
                  {say("partners.list.remove")}
                  <span class="visually-hidden"> {o.name}</span>
                </Button>
              </Form>
            ),
          },
        ]}
      />
      <Deeds>
        <Link kind="button" to={`${stepPath(id, "people")}/new`}>{say("partners.people.add")}</Link>
        <Link to={nextPath(id, "people")}>{say("partners.list.done")}</Link>
      </Deeds>
    </StepFrame>
  ));
}

function form(ask: PageAsk, view: DraftView, again: Again, version = view.application.version): PageAnswer {
  const { say } = ask;
  const action = `${stepPath(view.application.id, "people")}/new`;
  return partnerPage(say("partners.people.add"), (
    <>
      <PageHead
        title={say("partners.people.add")} answer={say("partners.people.add-answer")}
        trail={[{ text: say("partners.step.people.title"), to: stepPath(view.application.id, "people") }]}
      />
      {again.refusal && <RefusalNotice refusal={again.refusal} />}
      <Form action={action} fields={officerFields} typed={ask.form} faults={again.faults} expectedVersion={version}>
        <TextField name="name" />
        <TextField name="otherName" />
        <TextField name="roleWords" />
        <DateField name="birthOn" optional={false} />
        <Select name="nationality" options={countryOptions(say.lang)} />
        <Radios name="signs" options={choices(say, "signs", signs)} />
        <TextField name="publicFunction" />
        <Deeds><Button>{say("partners.people.add-button")}</Button></Deeds>
      </Form>
    </>
  ), again.faults.length > 0);
}
