import { Button, Card, Deeds, Form, PageHead, RefusalNotice, TextArea } from "../../../../ui/components/index.ts";
import { civilDateIn } from "../../../../kernel/instants.ts";
import { formFields, readForm } from "../../../../ui/form.ts";
import type { Page, PageAnswer, PageAsk } from "../../../../ui/page.ts";
import type { MyFile } from "../../views/my-file.ts";
import { partnerSide } from "../../views/readers.ts";
import { againOf, partnerPage } from "../apply/frame.tsx";
import { answerPosted, closePosted, emptyTry, type QuestionTry } from "../question-posts.ts";
import { QuestionsList } from "../questions-list.tsx";

const askFields = formFields({
  words: { kind: "text", max: 4_000, label: "partners.field.question", hint: "partners.hint.question" },
});

export const myQuestionsPages: readonly Page[] = [
  { method: "GET", path: "/my-file/questions", who: partnerSide, handle: (ask) => show(ask, emptyTry) },
  { method: "POST", path: "/my-file/questions/ask", who: partnerSide, handle: askNew },
  {
    method: "POST",
    path: "/my-file/questions/answer",
    who: partnerSide,
    uploads: true,
    handle: (ask) => answerPosted(ask, "/my-file/questions", show),
  },
  {
    method: "POST",
    path: "/my-file/questions/close",
    who: partnerSide,
    handle: (ask) => closePosted(ask, "/my-file/questions", show),
  },
];

async function askNew(ask: PageAsk): Promise<PageAnswer> {
  const read = readForm(askFields, ask.form);
  if (!read.ok) return show(ask, { ...emptyTry, asking: { faults: read.error, refusal: null } });
  const partner = ask.actor.partnerId ?? "";
  const asked = await ask.perform("partners.ask-question", { partner, wanted: "reply", words: read.value.words });
  if (asked.ok) return { kind: "go", to: "/my-file/questions", notice: "partners.notice.asked" };
  return show(ask, { ...emptyTry, asking: againOf(asked.error) });
}

async function show(ask: PageAsk, tried: QuestionTry): Promise<PageAnswer> {
  const file = await ask.answer<MyFile>("partners.my-file", {});
  if (!file?.partner) return { kind: "not-found" };
  const { say } = ask;
  const mine = file.questions.filter((q) => q.askedOf === "partner" && q.state === "open").length;
  const refusal = tried.refusal ?? tried.asking?.refusal ?? null;
  return partnerPage(say("partners.questions.title"), (
    <>
      <PageHead
        title={say("partners.questions.title")} answer={say("partners.questions.answer-partner", { count: mine })}
        trail={[{ text: say("partners.my-file.title"), to: "/my-file" }]}
      />
      {refusal && <RefusalNotice refusal={refusal} />}
      <QuestionsList
        say={say} side="partner" questions={file.questions} action="/my-file/questions" again={tried.again}
        today={civilDateIn(ask.world.clock.now(), ask.organisation.timeZone)}
      />
      <Card title={say("partners.questions.ask")}>
        <Form
          action="/my-file/questions/ask" fields={askFields} faults={tried.asking?.faults ?? []}
          typed={tried.asking ? ask.form : {}}
        >
          <TextArea name="words" rows={4} />
          <Deeds><Button kind="secondary">{say("partners.questions.ask-button")}</Button></Deeds>
        </Form>
      </Card>
    </>
  ), tried.again !== undefined || (tried.asking?.faults.length ?? 0) > 0);
}
