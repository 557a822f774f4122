import type { VNode } from "preact";
import type { Role } from "../../../../kernel/roles.ts";
import { hasRole } from "../../../../kernel/actor.ts";
import {
  Button, Card, Deeds, DescriptionList, Form, Name, PageHead, Radios, RefusalNotice, StateTag, TextArea,
  TextField,
} from "../../../../ui/components/index.ts";
import { expectedVersion, formFields, readForm, type Fields } from "../../../../ui/form.ts";
import type { Page, PageAnswer, PageAsk } from "../../../../ui/page.ts";
import { suspensionGrounds } from "../../form/tables.ts";
import { lifters } from "../../standing/ask-to-lift.ts";
import type { FileView } from "../../views/file.ts";
import { officerSide } from "../../views/readers.ts";
import { againOf, versionAfter, type Again } from "../apply/frame.tsx";
import { choices } from "../apply/part-fields.tsx";
import { toneOf } from "./queue.tsx";

interface SuspensionDeed {
  readonly deed: string;
  readonly who: readonly Role[];
  readonly fields: Fields;
}

const words = { kind: "text", max: 2_000 } as const;

/** The four deeds on this page, each a form of its own: suspend, ratify, ask to lift, lift. */
const deeds = {
  suspend: {
    deed: "partners.suspend-partner", who: ["secretary-general"],
    fields: formFields({
      ground: { kind: "choice", among: suspensionGrounds, label: "partners.field.ground" },
      words: { ...words, label: "partners.field.suspensionWords", hint: "partners.hint.suspensionWords" },
    }),
  },
  ratify: {
    deed: "partners.ratify-suspension", who: ["executive-secretary"],
    fields: formFields({ resolution: { kind: "text", max: 120, label: "partners.field.resolution" } }),
  },
  "ask-to-lift": {
    deed: "partners.ask-to-lift-suspension", who: lifters,
    fields: formFields({ words: { ...words, label: "partners.field.liftWords", hint: "partners.hint.liftWords" } }),
  },
  lift: { deed: "partners.lift-suspension", who: lifters, fields: formFields({}) },
} as const satisfies Record<string, SuspensionDeed>;
type DeedName = keyof typeof deeds;

interface Tried {
  readonly name: DeedName;
  readonly again: Again;
  readonly version: number;
}

export const suspensionPages: readonly Page[] = [
  { method: "GET", path: "/partners/:partner/suspension", who: officerSide, handle: (ask) => show(ask, null) },
  ...(Object.keys(deeds) as DeedName[]).map((name): Page => ({
    method: "POST", path: `/partners/:partner/suspension/${name}`, who: deeds[name].who, handle: (ask) => act(ask, name),
  })),
];

async function act(ask: PageAsk, name: DeedName): Promise<PageAnswer> {
  const { deed, fields } = deeds[name];
  const partner = ask.params["partner"] ?? "";
  const version = expectedVersion(ask.form);
  const read = readForm<Fields>(fields, ask.form);
  if (!read.ok) return show(ask, { name, again: { faults: read.error, refusal: null }, version });
  const done = await ask.perform(deed, { partner, expectedVersion: version, ...read.value });
  if (done.ok) return { kind: "go", to: `/partners/${partner}/suspension`, notice: `partners.notice.${name}` };
  if (done.error.kind === "hidden") return { kind: "not-found" };
  // A gesture that is not fresh is asked for by the face, which sends the same form again.
  if (done.error.code === "log/gesture-needed") return { kind: "refusal", refusal: done.error };
  return show(ask, { name, again: againOf(done.error), version: versionAfter(done.error, version) });
}

async function show(ask: PageAsk, tried: Tried | null): Promise<PageAnswer> {
  const file = await ask.answer<FileView>("partners.file", { partner: ask.params["partner"] ?? "" });
  if (!file) return { kind: "not-found" };
  const { say } = ask;
  const { partner, suspension } = file;
  return {
    kind: "page", layout: "officer", title: say("partners.suspension.title"), faulty: (tried?.again.faults.length ?? 0) > 0,
    body: (
      <>
        <PageHead
          kicker={say("partners.suspension.title")} title={<Name text={partner.name} />}
          trail={[{ text: partner.name, to: `/partners/${partner.id}` }]}
          state={<StateTag tone={toneOf(partner.state)} word={say(`partners.state.${partner.state}`)} />}
          answer={answerOf(ask, file)}
        />
        {tried?.again.refusal && <RefusalNotice refusal={tried.again.refusal} />}
        {suspension && <Facts ask={ask} file={file} />}
        {!suspension && partner.state === "active" && (
          <DeedForm ask={ask} file={file} tried={tried} name="suspend" kind="stop">
            <Radios name="ground" options={choices(say, "ground", suspensionGrounds)} />
            <TextArea name="words" rows={5} />
          </DeedForm>
        )}
        {suspension && suspension.ratifiedAt === null && (
          <DeedForm ask={ask} file={file} tried={tried} name="ratify">
            <TextField name="resolution" width="half" />
          </DeedForm>
        )}
        {suspension && suspension.liftAskedBy === null && (
          <DeedForm ask={ask} file={file} tried={tried} name="ask-to-lift"><TextArea name="words" rows={4} /></DeedForm>
        )}
        {suspension?.liftAskedBy && (
          <DeedForm ask={ask} file={file} tried={tried} name="lift"><p>{say("partners.lift.second")}</p></DeedForm>
        )}
      </>
    ),
  };
}

function answerOf({ say }: PageAsk, { suspension, partner }: FileView): string {
  if (!suspension) return say(partner.state === "active" ? "partners.suspension.none" : "partners.suspension.not-active");
  const facts = { since: say.dayOf(suspension.suspendedAt), until: say.dayOf(suspension.ratifyUntil) };
  return say(`partners.suspension.${suspension.phase}`, facts);
}

function Facts({ ask, file }: { readonly ask: PageAsk; readonly file: FileView }): VNode | null {
  const { say } = ask;
  const { suspension } = file;
  if (!suspension) return null;
  return (
    <Card title={say("partners.suspension.facts")}>
      <DescriptionList
        rows={[
          { term: say("partners.field.ground"), definition: say(`partners.ground.${suspension.ground}`) },
          {
            term: say("partners.field.suspensionWords"),
            definition: (
              <bdi dir="auto" class="pre-line">{suspension.words}</bdi>
            ),
          },
          { term: say("partners.suspension.since"), definition: say.moment(suspension.suspendedAt) },
          {
            term: say("partners.suspension.ratify-until"),
            definition: suspension.ratifiedAt
              ? say("partners.suspension.ratified-on", { day: say.dayOf(suspension.ratifiedAt) })
              : say.dayOf(suspension.ratifyUntil),
          },
          {
            term: say("partners.field.liftWords"),
            definition: suspension.liftWords && (
              <bdi dir="auto" class="pre-line">{suspension.liftWords}</bdi>
            ),
          },
        ]}
      />
    </Card>
  );
}

interface DeedFormParams {
  readonly ask: PageAsk;
  readonly file: FileView;
  readonly tried: Tried | null;
  readonly name: DeedName;
  readonly kind?: "stop";
  readonly children: VNode | readonly VNode[];
}

/** A form for who may do it; for the others, nothing: they read what stands above. */
function DeedForm({ ask, file, tried, name, kind, children }: DeedFormParams): VNode | null {
  const { deed: _deed, who, fields } = deeds[name];
  if (!hasRole(ask.actor, ...who)) return null;
  const { say } = ask;
  const mine = tried?.name === name ? tried : null;
  const stored = name === "suspend" ? file.partner.version : (file.suspension?.version ?? 0);
  return (
    <Card title={say(`partners.${name}.title`)}>
      <Form
        action={`/partners/${file.partner.id}/suspension/${name}`} fields={fields} expectedVersion={mine?.version ?? stored}
        faults={mine?.again.faults ?? []} typed={mine ? ask.form : {}} label={say(`partners.${name}.title`)}
      >
        {children}
        <Deeds><Button kind={kind ?? "primary"}>{say(`partners.${name}.button`)}</Button></Deeds>
      </Form>
    </Card>
  );
}
