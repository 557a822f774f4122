import type { VNode } from "preact";
import type { CivilDate } from "../../../kernel/instants.ts";
import {
  Button, Card, Deeds, Details, EmptyState, FileField, Form, Link, Moment, StateTag, TextArea,
} from "../../../ui/components/index.ts";
import type { Fault } from "../../../kernel/refusal.ts";
import { formFields, type Posted } from "../../../ui/form.ts";
import type { Say } from "../../../ui/say.ts";
import type { Question, QuestionId } from "../partner.ts";
import { accept, megabytes } from "./apply/documents-page.tsx";

export const replyFields = formFields({
  words: { kind: "text", max: 4_000, label: "partners.field.reply" },
  file: { kind: "text", max: 1, optional: true, label: "partners.field.file" },
});

export interface QuestionsListParams {
  readonly say: Say;
  readonly side: Question["askedOf"];
  readonly questions: readonly Question[];
  readonly today: CivilDate;
  readonly action: string; // POST: …/answer and …/close stand below it
  readonly again?: { readonly question: QuestionId; readonly faults: readonly Fault[]; readonly typed: Posted } | undefined;
  readonly readOnly?: boolean;
}

/** Questions of one file, open ones first, each with its day, its replies and the reader's next deed. */
export function QuestionsList(params: QuestionsListParams): VNode {
  const { say, questions } = params;
  if (questions.length === 0)
    return <EmptyState what={say("partners.questions.empty")} how={say("partners.questions.empty-how")} />;
  const order = { open: 0, answered: 1, closed: 2 } as const;
  const sorted = [...questions].sort((a, b) => order[a.state] - order[b.state] || b.position - a.position);
  return <>{sorted.map((question) => <OneQuestion key={question.id} {...params} question={question} />)}</>;
}

function OneQuestion(params: QuestionsListParams & { readonly question: Question }): VNode {
  const { say, question, today } = params;
  const isLate = question.state === "open" && question.dueOn < today;
  const tone = isLate
    ? "stop"
    : question.state === "open"
      ? "pending"
      : question.state === "answered"
        ? "primary"
        : "quiet";
  const word = say(isLate ? "partners.question.late" : `partners.question.${question.state}`);
  return (
    <Card
      id={question.id} title={say(`partners.question.to-${question.askedOf}`, { number: question.position })}
      aside={<StateTag tone={tone} word={word} />}
    >
      <p><bdi dir="auto" class="pre-line">{question.words}</bdi></p>
      <p class="quiet">
        {say(`partners.question.wanted-${question.wanted}`, { day: say.day(question.dueOn) })}{" "}
        <Moment at={question.askedAt} dayOnly />
      </p>
      {question.replies.map((reply, at) => (
        <blockquote key={at}>
          <p><bdi dir="auto" class="pre-line">{reply.words}</bdi></p>
          {reply.documentId && (
            <p>
              <Link to={`/partners/documents/${reply.documentId}`}><bdi dir="auto">{reply.documentName}</bdi></Link>
            </p>
          )}
          <p class="quiet"><Moment at={reply.givenAt} /></p>
        </blockquote>
      ))}
      {!params.readOnly && question.state !== "closed" && <NextDeed {...params} />}
    </Card>
  );
}

/** The side that was asked answers, or answers again; the side that asked closes. */
function NextDeed(params: QuestionsListParams & { readonly question: Question }): VNode {
  const { say, side, question, action, again } = params;
  if (question.askedOf !== side) {
    return (
      <Form action={`${action}/close`} expectedVersion={question.version} hidden={{ question: question.id }} dense>
        <Button kind="secondary">
          {say(question.state === "answered" ? "partners.question.close" : "partners.question.close-open")}
        </Button>
      </Form>
    );
  }
  const mine = again?.question === question.id ? again : null;
  const reply = (
    <Form
      action={`${action}/answer`} fields={replyFields} uploads expectedVersion={question.version}
      hidden={{ question: question.id }} faults={mine?.faults ?? []} typed={mine?.typed ?? {}}
      label={say(`partners.question.to-${question.askedOf}`, { number: question.position })}
    >
      <TextArea name="words" rows={4} />
      <FileField name="file" accept={accept} maxMegabytes={megabytes} optional={question.wanted !== "document"} />
      <Deeds><Button>{say("partners.question.answer")}</Button></Deeds>
    </Form>
  );
  if (question.state === "open" || mine) return reply;
  return <Details summary={say("partners.question.answer-more")}>{reply}</Details>;
}
