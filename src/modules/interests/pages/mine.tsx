import type { VNode } from "preact";
import { parameter } from "../../log/index.ts";
import type { Fault, Refusal } from "../../../kernel/refusal.ts";
import {
  Button,
  Card,
  Checkboxes,
  Deeds,
  EmptyState,
  Form,
  Moment,
  Notice,
  PageHead,
  RefusalNotice,
  StateTag,
  Table,
  TextArea,
} from "../../../ui/components/index.ts";
import { formFields, readForm } from "../../../ui/form.ts";
import type { Page, PageAnswer, PageAsk } from "../../../ui/page.ts";
import { plusMonths } from "../../../kernel/instants.ts";
import { declarers } from "../declare-interests.ts";
import { grounds, type Declaration } from "../declaration.ts";

const fields = formFields({
  grounds: {
    kind: "choices",
    label: "interests.grounds",
    hint: "interests.grounds-hint",
    among: grounds,
    optional: true,
  },
  note: { kind: "text", label: "interests.note", hint: "interests.note-hint", max: 2_000, optional: true },
});

interface Attempt {
  readonly faults: readonly Fault[];
  readonly refusal: Refusal | null;
}
const none: Attempt = { faults: [], refusal: null };

/** One page for both: without a file it is the yearly declaration, with one it is about that partner. */
async function show(ask: PageAsk, attempt: Attempt): Promise<PageAnswer> {
  const mine = await ask.answer<readonly Declaration[]>("interests.mine", {});
  if (!mine) return { kind: "not-found" };
  const title = ask.say(ask.params["file"] ? "interests.file.title" : "interests.title");
  return {
    kind: "page",
    layout: "officer",
    title,
    body: <Mine ask={ask} mine={mine} attempt={attempt} title={title} />,
    ...(attempt === none ? {} : { faulty: true }),
  };
}

function Mine({
  ask,
  mine,
  attempt,
  title,
}: {
  ask: PageAsk;
  mine: readonly Declaration[];
  attempt: Attempt;
  title: string;
}): VNode {
  const { say } = ask;
  const file = ask.params["file"];
  return (
    <>
      <PageHead title={title} answer={sentence(ask, mine)} />
      {attempt.refusal && <RefusalNotice refusal={attempt.refusal} />}
      <Form
        action={file ? `/interests/files/${file}` : "/interests"}
        fields={fields}
        faults={attempt.faults}
        typed={ask.form}
      >
        <Checkboxes
          name="grounds"
          options={grounds.map((value) => ({ value, text: say(`interests.ground.${value}`) }))}
        />
        <TextArea name="note" />
        <Notice tone="pending">{say(file ? "interests.file.effect" : "interests.effect")}</Notice>
        <Deeds>
          <Button>{say("interests.declare")}</Button>
        </Deeds>
      </Form>
      <Card title={say("interests.earlier")}>
        <Table
          caption={say("interests.earlier")}
          captionHidden
          rows={mine}
          rowKey={(d) => d.id}
          empty={<EmptyState what={say("interests.none-yet")} />}
          columns={[
            {
              key: "at",
              head: say("interests.declared-at"),
              rowHead: true,
              cell: (d) => <Moment at={d.declaredAt} />,
            },
            { key: "about", head: say("interests.about"), cell: (d) => d.file ?? say("interests.yearly") },
            {
              key: "grounds",
              head: say("interests.grounds"),
              cell: (d) =>
                d.grounds.length === 0 ? (
                  <StateTag tone="verified" word={say("interests.nothing")} />
                ) : (
                  d.grounds.map((g) => say(`interests.ground.${g}`)).join(" · ")
                ),
            },
          ]}
        />
      </Card>
    </>
  );
}

function sentence(ask: PageAsk, mine: readonly Declaration[]): string {
  const { say, world, organisation } = ask;
  const place = { world, organisation, now: () => world.clock.now() };
  const file = ask.params["file"];
  const last = mine.find((d) => d.file === (file ?? null));
  if (!last) return say(file ? "interests.file.missing" : "interests.missing");
  if (file) return say(last.grounds.length > 0 ? "interests.file.recused" : "interests.file.clear");
  const until = plusMonths(last.declaredAt, parameter(place, "interest.declarationMonths"));
  return say(until < world.clock.now() ? "interests.expired" : "interests.valid", { day: say.moment(until) });
}

const page = (path: string): Page => ({
  method: "GET",
  path,
  who: declarers,
  handle: (ask) => show(ask, none),
});

const post = (path: string): Page => ({
  method: "POST",
  path,
  who: declarers,
  async handle(ask) {
    const read = readForm(fields, ask.form);
    if (!read.ok) return show(ask, { faults: read.error, refusal: null });
    const file = ask.params["file"] ?? null;
    const done = await ask.perform("interests.declare-interests", {
      file,
      grounds: read.value.grounds ?? [],
      note: read.value.note ?? "",
    });
    if (!done.ok) {
      return done.error.kind === "hidden"
        ? { kind: "not-found" }
        : show(ask, { faults: [], refusal: done.error });
    }
    return { kind: "go", to: file ? `/interests/files/${file}` : "/interests", notice: "interests.declared" };
  },
});

export const interestPages: readonly Page[] = [
  page("/interests"),
  post("/interests"),
  page("/interests/files/:file"),
  post("/interests/files/:file"),
];
