import type { VNode } from "preact";
import type { Refusal } from "../../../../kernel/refusal.ts";
import {
  Button, Card, Deeds, DescriptionList, Form, Link, Name, Notice, PageHead, RefusalNotice, StateTag, type
  Description,
} from "../../../../ui/components/index.ts";
import { expectedVersion, labelOf, typedText } from "../../../../ui/form.ts";
import { faultText } from "../../../../ui/refusal-words.ts";
import type { Page, PageAnswer, PageAsk } from "../../../../ui/page.ts";
import type { Say } from "../../../../ui/say.ts";
import type { CivilDate } from "../../../../kernel/instants.ts";
import type { Money } from "../../../../kernel/money.ts";
import { fieldsOf, isPartName, type PartName } from "../../form/fields.ts";
import { readFields } from "../../form/read-part.ts";
import { nameLanguages } from "../../form/tables.ts";
import type { Fields, FieldSpec } from "../../../../ui/form.ts";
import type { Step } from "../../form/content.ts";
import type { DraftView } from "../../views/draft.ts";
import { partnerSide } from "../../views/readers.ts";
import { OwnersTable } from "../owners-table.tsx";
import { PublicPreview } from "../public-preview.tsx";
import { partnerPage, versionAfter, withDraft } from "./frame.tsx";
import { stepPath, steps } from "./steps.ts";

export const checkPages: readonly Page[] = [
  {
    method: "GET",
    path: "/apply/:application",
    who: partnerSide,
    handle: (ask) => withDraft(ask, (view) => overview(ask, view)),
  },
  {
    method: "GET",
    path: "/apply/:application/check",
    who: partnerSide,
    handle: (ask) => withDraft(ask, (view) => check(ask, view, null)),
  },
  { method: "POST", path: "/apply/:application/check", who: partnerSide, handle: submit },
];

async function submit(ask: PageAsk): Promise<PageAnswer> {
  const application = ask.params["application"] ?? "";
  const sent = await ask.perform("partners.submit-application", {
    application,
    expectedVersion: expectedVersion(ask.form),
  });
  if (sent.ok) return { kind: "go", to: "/my-file", notice: "partners.notice.sent" };
  if (sent.error.kind === "hidden") return { kind: "not-found" };
  const { error } = sent;
  return withDraft(ask, (view) =>
    check(ask, view, error.kind === "fault" ? null : error, versionAfter(error, view.application.version)),
  );
}

/** Save and resume: every step with its state, in any order. */
function overview(ask: PageAsk, view: DraftView): PageAnswer {
  const { say } = ask;
  const id = view.application.id;
  const left = steps.filter((step) => stateOf(view, step) !== "done").length;
  return partnerPage(say("partners.overview.title"), (
    <>
      <PageHead
        title={say("partners.overview.title")} answer={say("partners.overview.answer", { left })}
        trail={[{ text: say("partners.my-file.title"), to: "/my-file" }]}
      />
      {view.application.gaps && <Gaps say={say} words={view.application.gaps} />}
      <p class="quiet">{say("partners.saved-at", { moment: say.moment(view.application.savedAt) })}</p>
      <ol>
        {steps.map((step) => (
          <li key={step}>
            <Link to={stepPath(id, step)}>{say(`partners.step.${step}.title`)}</Link>{" "}
            <StepState say={say} state={stateOf(view, step)} />
          </li>
        ))}
      </ol>
      <Deeds>
        <Link
          kind="button"
          to={stepPath(id, left === 0 ? "check" : (steps.find((s) => stateOf(view, s) !== "done") ?? "check"))}
        >
          {say("partners.overview.next")}
        </Link>
        <Link to={stepPath(id, "check")}>{say("partners.check.title")}</Link>
      </Deeds>
    </>
  ));
}

export function Gaps({ say, words }: { readonly say: Say; readonly words: string }): VNode {
  return (
    <Notice tone="pending" title={say("partners.gaps.title")}>
      <p><bdi dir="auto" class="pre-line">{words}</bdi></p>
    </Notice>
  );
}

type StepDone = "done" | "begun" | "empty";

function stateOf(view: DraftView, step: Step): StepDone {
  if (!view.faults.some((f) => f.step === step)) return "done";
  const { draft } = view;
  const hasRows =
    step === "people"
      ? draft.officers.length > 0
      : step === "documents"
        ? draft.documents.length > 0
        : draft.owners.holdings.length > 0;
  const hasTyped = isPartName(step) && draft.parts[step] !== undefined;
  return hasTyped || (!isPartName(step) || step === "owners" ? hasRows : false) ? "begun" : "empty";
}

function StepState({ say, state }: { readonly say: Say; readonly state: StepDone }): VNode {
  const tone = state === "done" ? "verified" : state === "begun" ? "pending" : "quiet";
  return <StateTag tone={tone} word={say(`partners.overview.${state}`)} />;
}

/** Everything that will be handed in, each answer with its way back; below it what the public will read. */
function check(ask: PageAsk, view: DraftView, refusal: Refusal | null, version = view.application.version): PageAnswer {
  const { say } = ask;
  const ready = view.faults.length === 0;
  return partnerPage(say("partners.check.title"), (
    <>
      <PageHead
        title={say("partners.check.title")}
        answer={say(ready ? "partners.check.ready" : "partners.check.gaps", { count: view.faults.length })}
        trail={[{ text: say("partners.overview.title"), to: stepPath(view.application.id, "overview") }]}
      />
      {refusal && <RefusalNotice refusal={refusal} />}
      {!ready && <FaultList say={say} view={view} />}
      {steps.map((step) => <Answers key={step} say={say} view={view} step={step} />)}
      <Card title={say("partners.preview.title")}><PublicPreview say={say} profile={view.publicProfile} /></Card>
      {ready && (
        <Form action={stepPath(view.application.id, "check")} expectedVersion={version}>
          <p>{say("partners.check.consequence")}</p>
          <Deeds><Button>{say("partners.check.submit")}</Button></Deeds>
        </Form>
      )}
    </>
  ), ask.form["_key"] !== undefined);
}

function FaultList({ say, view }: { readonly say: Say; readonly view: DraftView }): VNode {
  return (
    <div class="error-summary" role="alert" aria-labelledby="check-faults">
      <h2 id="check-faults">{say("partners.check.missing", { count: view.faults.length })}</h2>
      <ul>
        {view.faults.map((fault) => {
          const label = isPartName(fault.step) ? labelOf(fieldsOf[fault.step], fault.path) : null;
          const where = say(label ?? `partners.step.${fault.step}.title`);
          return (
            <li key={fault.step + fault.path + fault.code}>
              <Link to={stepPath(view.application.id, fault.step)}>
                {say("ui.faults.line", { label: where, fault: faultText(say, fault) })}
              </Link>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function Answers({ say, view, step }: { readonly say: Say; readonly view: DraftView; readonly step: Step }): VNode {
  const change = stepPath(view.application.id, step);
  return (
    <Card title={say(`partners.step.${step}.title`)} aside={<Link to={change}>{say("ui.change")}</Link>}>
      {step === "owners" && <OwnersTable say={say} owners={view.draft.owners} partner={view.partner.name} />}
      {step === "people" && (
        <DescriptionList
          rows={view.draft.officers.map((o) => ({
            term: o.roleWords,
            definition: <Name text={o.name} latin={o.otherName} />,
          }))}
        />
      )}
      {step === "documents" && (
        <DescriptionList
          rows={view.draft.documents.map((d) => ({
            term: say(`partners.document.${d.kind}`),
            definition: <bdi dir="auto">{d.name}</bdi>,
          }))}
        />
      )}
      {isPartName(step) && <DescriptionList rows={answersOf(say, view, step)} />}
    </Card>
  );
}

/** Each answer as it was understood; what could not be read stands as typed, with its fault in the list above. */
function answersOf(say: Say, view: DraftView, part: PartName): Description[] {
  const typed = view.draft.parts[part] ?? {};
  const { values } = readFields<Fields>(fieldsOf[part], typed);
  return Object.entries(fieldsOf[part]).map(([name, field]) => {
    const words = understood(say, view, { name, field, value: values[name] }) || (typedText(typed, name) ?? "");
    return { term: say(field.label), definition: words && <bdi dir="auto" class="pre-line">{words}</bdi> };
  });
}

function understood(say: Say, view: DraftView, of: { name: string; field: FieldSpec; value: unknown }): string {
  const { name, field, value } = of;
  if (value === undefined || value === null) return "";
  if (/signatory$/i.test(name)) return view.draft.officers.find((o) => o.id === value)?.name ?? "";
  if (/country$/i.test(name)) return say.country(String(value));
  switch (field.kind) {
    case "day":
      return say.day(value as CivilDate);
    case "amount":
      return say.money(value as Money);
    case "share":
      return say.share(Number(value));
    case "whole":
      return String(value);
    case "tick":
      return say(value === true ? "ui.yes" : "ui.no");
    case "choices":
      return (value as readonly string[]).map((v) => say(`partners.sector.${v}`)).join(" · ");
    case "choice":
      return name === "legalNameLang"
        ? (nameLanguages[String(value)] ?? "")
        : say(`partners.legal-form.${String(value)}`);
    default:
      return String(value);
  }
}
