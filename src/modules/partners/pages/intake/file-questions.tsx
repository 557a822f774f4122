import {
  Button, Card, DateField, Deeds, Form, Name, PageHead, Radios, RefusalNotice, TextArea,
} from "../../../../ui/components/index.ts";
import { hasRole } from "../../../../kernel/actor.ts";
import { civilDateIn } from "../../../../kernel/instants.ts";
import { formFields, readForm } from "../../../../ui/form.ts";
import type { Page, PageAnswer, PageAsk } from "../../../../ui/page.ts";
import { askers } from "../../asking/ask-question.ts";
import type { FileView } from "../../views/file.ts";
import { officerSide } from "../../views/readers.ts";
import { againOf } from "../apply/frame.tsx";
import { choices } from "../apply/part-fields.tsx";
import { answerPosted, closePosted, emptyTry, type QuestionTry } from "../question-posts.ts";
import { QuestionsList } from "../questions-list.tsx";

const wanted = ["reply", "document"] as const;

const askFields = formFields({
  wanted: { kind: "choice", among: wanted, label: "partners.field.wanted" },
  words: { kind: "text", max: 4_000, label: "partners.field.question", hint: "partners.hint.question-officer" },
  dueOn: { kind: "day", label: "partners.field.dueOn", hint: "partners.hint.dueOn" },
});

const path = "/partners/:partner/questions";
const pathOf = (ask: PageAsk): string => `/partners/${ask.params["partner"] ?? ""}/questions`;

export const fileQuestionsPages: readonly Page[] = [
  { method: "GET", path, who: officerSide, handle: (ask) => show(ask, emptyTry) },
  { method: "POST", path: `${path}/ask`, who: askers, handle: askNew },
  {
    method: "POST",
    path: `${path}/answer`,
    who: askers,
    uploads: true,
    handle: (ask) => answerPosted(ask, pathOf(ask), show),
  },
  { method: "POST", path: `${path}/close`, who: askers, handle: (ask) => closePosted(ask, pathOf(ask), show) },
];

async function askNew(ask: PageAsk): Promise<PageAnswer> {
  const read = readForm(askFields, ask.form);
  if (!read.ok) return show(ask, { ...emptyTry, asking: { faults: read.error, refusal: null } });
  const asked = await ask.perform("partners.ask-question", { partner: ask.params["partner"] ?? "", ...read.value });
  if (asked.ok) return { kind: "go", to: pathOf(ask), notice: "partners.notice.asked" };
  if (asked.error.kind === "hidden") return { kind: "not-found" };
  return show(ask, { ...emptyTry, asking: againOf(asked.error) });
}

async function show(ask: PageAsk, tried: QuestionTry): Promise<PageAnswer> {
  const file = await ask.answer<FileView>("partners.file", { partner: ask.params["partner"] ?? "" });
  if (!file) return { kind: "not-found" };
  const { say } = ask;
  const mayAsk = hasRole(ask.actor, ...askers);
  const open = file.questions.filter((q) => q.state === "open");
  const refusal = tried.refusal ?? tried.asking?.refusal ?? null;
  const counts = {
    theirs: open.filter((q) => q.askedOf === "organisation").length,
    mine: open.filter((q) => q.askedOf === "partner").length,
  };
  return {
    kind: "page", layout: "officer", title: say("partners.questions.title"),
    faulty: tried.again !== undefined || (tried.asking?.faults.length ?? 0) > 0,
    body: (
      <>
        <PageHead
          kicker={say("partners.questions.title")} title={<Name text={file.partner.name} />}
          answer={say("partners.questions.answer-officer", counts)}
          trail={[{ text: file.partner.name, to: `/partners/${file.partner.id}` }]}
        />
        {refusal && <RefusalNotice refusal={refusal} />}
        <QuestionsList
          say={say} side="organisation" questions={file.questions} action={pathOf(ask)} again={tried.again}
          readOnly={!mayAsk} today={civilDateIn(ask.world.clock.now(), ask.organisation.timeZone)}
        />
        {mayAsk && (
          <Card title={say("partners.questions.ask")}>
            <Form
              action={`${pathOf(ask)}/ask`} fields={askFields} faults={tried.asking?.faults ?? []}
              typed={tried.asking ? ask.form : {}}
            >
              <Radios name="wanted" options={choices(say, "wanted", wanted)} />
              <TextArea name="words" rows={4} />
              <DateField name="dueOn" />
              <Deeds><Button>{say("partners.questions.ask-button")}</Button></Deeds>
            </Form>
          </Card>
        )}
      </>
    ),
  };
}
