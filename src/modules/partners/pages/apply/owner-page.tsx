import {
  Button, DateField, Deeds, Form, PageHead, Radios, RefusalNotice, Select, TextArea, TextField, type Option,
} from "../../../../ui/components/index.ts";
import { countryOptions } from "../../../../ui/countries.ts";
import { expectedVersion, formFields, readForm, type Fields } from "../../../../ui/form.ts";
import type { Fault } from "../../../../kernel/refusal.ts";
import { no, ok, type Result } from "../../../../kernel/result.ts";
import type { Page, PageAnswer, PageAsk } from "../../../../ui/page.ts";
import type { DraftView } from "../../views/draft.ts";
import { partnerSide } from "../../views/readers.ts";
import { readBirth } from "./birth.ts";
import { againOf, fresh, partnerPage, versionAfter, withDraft, type Again } from "./frame.tsx";
import { choices } from "./part-fields.tsx";
import { stepPath } from "./steps.ts";

const forms = ["registered", "bearer", "nominee"] as const;
const holderKinds = ["natural", "legal", "state", "named"] as const;
type HolderKind = (typeof holderKinds)[number];

/** One holding, whoever holds; what only some holders have is left out for the others. */
const fields = formFields({
  holder: { kind: "text", max: 40, label: "partners.field.holder" },
  name: { kind: "text", max: 200, label: "partners.field.holderName", hint: "partners.hint.holderName" },
  otherName: { kind: "text", max: 200, optional: true, label: "partners.field.otherName", hint: "partners.hint.otherName" },
  country: { kind: "text", max: 2, label: "partners.field.holderCountry", hint: "partners.hint.holderCountry" },
  birthOn: { kind: "text", max: 10, optional: true, label: "partners.field.birthOn", hint: "partners.hint.birthOn" },
  registerNumber: { kind: "text", max: 60, optional: true, label: "partners.field.registerNumber" },
  heldIn: { kind: "text", max: 40, optional: true, label: "partners.field.heldIn", hint: "partners.hint.heldIn" },
  share: { kind: "share", optional: true, label: "partners.field.share", hint: "partners.hint.share" },
  form: { kind: "choice", among: forms, label: "partners.field.form", hint: "partners.hint.form" },
  controlWords: {
    kind: "text",
    max: 1_000,
    optional: true,
    label: "partners.field.controlWords",
    hint: "partners.hint.controlWords",
  },
  chainWords: {
    kind: "text",
    max: 1_000,
    optional: true,
    label: "partners.field.chainWords",
    hint: "partners.hint.chainWords",
  },
});

const namesOf: Readonly<Record<HolderKind, readonly (keyof typeof fields)[]>> = {
  natural: ["name", "otherName", "country", "heldIn", "share", "form", "controlWords"],
  legal: ["name", "otherName", "country", "registerNumber", "heldIn", "share", "form", "controlWords", "chainWords"],
  state: ["name", "otherName", "country", "heldIn", "share", "form", "controlWords"],
  named: ["holder", "heldIn", "share", "form", "controlWords"],
};

export const ownerPages: readonly Page[] = [
  {
    method: "GET",
    path: "/apply/:application/owners/new",
    who: partnerSide,
    handle: (ask) => withDraft(ask, (view) => show(ask, view, fresh)),
  },
  { method: "POST", path: "/apply/:application/owners/new", who: partnerSide, handle: add },
];

function kindOf(asked: string | readonly string[] | undefined): HolderKind {
  return holderKinds.find((kind) => kind === asked) ?? "natural";
}

async function add(ask: PageAsk): Promise<PageAnswer> {
  const application = ask.params["application"] ?? "";
  const read = readOwner(ask.form, kindOf(ask.form["_kind"]));
  if (!read.ok) return withDraft(ask, (view) => show(ask, view, { faults: read.error, refusal: null }));
  const sent = expectedVersion(ask.form);
  const declared = await ask.perform("partners.declare-owner", { application, expectedVersion: sent, ...read.value });
  if (declared.ok) return { kind: "go", to: stepPath(application, "owners"), notice: "partners.notice.owner-added" };
  if (declared.error.kind === "hidden") return { kind: "not-found" };
  return withDraft(ask, (view) => show(ask, view, againOf(declared.error), versionAfter(declared.error, sent)));
}

/** The form's boxes as the deed's ask. A typed share of zero is a fault here: an empty box means control only. */
export function readOwner(form: PageAsk["form"], kind: HolderKind): Result<Record<string, unknown>, readonly Fault[]> {
  const wanted: Fields = Object.fromEntries(namesOf[kind].map((name) => [name, fields[name]]));
  const { "birthOn.day": _d, "birthOn.month": _m, "birthOn.year": _y, ...rest } = form;
  const read = readForm(wanted, rest);
  const birth = kind === "natural" ? readBirth(form, "birthOn") : ok(null);
  const faults = [...(read.ok ? [] : read.error), ...(birth.ok ? [] : [birth.error])];
  if (!read.ok || !birth.ok) return no(faults);
  const values: Readonly<Record<string, unknown>> = read.value;
  if (values["share"] === 0) return no([{ path: "share", code: "partners-share-not-positive" }]);
  const of = (name: string): unknown => values[name] ?? null;
  const holder = kind === "named" ? of("holder") : {
    kind, name: of("name"), otherName: of("otherName"), country: of("country"), birthOn: birth.value,
    registerNumber: of("registerNumber"), chainWords: of("chainWords"),
  };
  return ok({ holder, heldIn: of("heldIn"), shareBps: of("share"), form: of("form"), controlWords: of("controlWords") });
}

function show(ask: PageAsk, view: DraftView, again: Again, version = view.application.version): PageAnswer {
  const { say } = ask;
  const kind = kindOf(ask.form["_kind"] ?? ask.query["kind"]);
  const id = view.application.id;
  const bodies: Option[] = view.draft.owners.parties
    .filter((p) => p.kind === "legal")
    .map((p) => ({ value: p.id, text: p.name }));
  const all: Option[] = view.draft.owners.parties.map((p) => ({ value: p.id, text: p.name }));
  const has = (name: keyof typeof fields): boolean => namesOf[kind].includes(name);
  return partnerPage(say(`partners.owners.add-${kind}`), (
    <>
      <PageHead
        title={say(`partners.owners.add-${kind}`)} answer={say("partners.owners.add-answer")}
        trail={[{ text: say("partners.step.owners.title"), to: stepPath(id, "owners") }]}
      />
      {again.refusal && <RefusalNotice refusal={again.refusal} />}
      <Form
        action={`${stepPath(id, "owners")}/new`} fields={fields} typed={ask.form} faults={again.faults}
        expectedVersion={version} hidden={{ _kind: kind }}
      >
        {has("holder") && <Select name="holder" options={all} />}
        {has("name") && <TextField name="name" />}
        {has("otherName") && <TextField name="otherName" />}
        {has("country") && <Select name="country" options={countryOptions(say.lang)} />}
        {kind === "natural" && <DateField name="birthOn" optional={false} />}
        {has("registerNumber") && <TextField name="registerNumber" dir="ltr" />}
        <Select name="heldIn" options={bodies} emptyText={view.partner.name} optional={false} />
        <TextField name="share" inputMode="decimal" width="short" suffix="%" dir="ltr" />
        <Radios name="form" options={choices(say, "form", forms)} />
        <TextArea name="controlWords" rows={3} />
        {has("chainWords") && <TextArea name="chainWords" rows={3} />}
        <Deeds><Button>{say("partners.owners.add-button")}</Button></Deeds>
      </Form>
    </>
  ), again.faults.length > 0);
}
