import type { VNode } from "preact";
import type { Fault } from "../../../../kernel/refusal.ts";
import {
  Button, Card, Deeds, EmptyState, Form, Link, Name, PageHead, Radios, Table, TextArea,
} from "../../../../ui/components/index.ts";
import { formFields, readForm } from "../../../../ui/form.ts";
import type { Page, PageAnswer, PageAsk } from "../../../../ui/page.ts";
import type { BureauView } from "../../bureau/questions.ts";
import { page, then } from "../answers.ts";
import { ObjectionTable } from "./objections.tsx";

const fields = formFields({
  kind: { kind: "choice", label: "access.objection.kind", among: ["warning", "objection"] },
  words: { kind: "text", label: "access.objection.words", hint: "access.objection.words-hint", max: 4000 },
});

/** What a national bureau sees of partners: those established in its country, and what it wrote about them. */
export function BureauPartners({ ask, view }: { readonly ask: PageAsk; readonly view: BureauView }): VNode {
  const { say } = ask;
  return (
    <>
      <Card title={say("access.bureau.partners")}>
        <Table
          caption={say("access.bureau.partners")} captionHidden rows={view.files} rowKey={(one) => one.file}
          empty={<EmptyState what={say("access.bureau.none")} how={say("access.bureau.none-how")} />}
          columns={[
            {
              key: "name", head: say("access.file"), rowHead: true,
              cell: (one) => <Name text={one.name ?? one.file} to={`/partners/${one.file}`} />,
            },
            {
              key: "written", head: say("access.bureau.written"), numeric: true,
              cell: (one) => say.number(view.objections.filter((o) => o.file === one.file).length),
            },
            {
              key: "write", head: say("access.bureau.write"),
              cell: (one) => <Link to={`/bureau/${one.file}/objection`}>{say("access.bureau.write")}</Link>,
            },
          ]}
        />
      </Card>
      <Card title={say("access.bureau.objections")}>
        <ObjectionTable ask={ask} objections={view.objections} />
      </Card>
    </>
  );
}

/** Warning or objection about one partner. */
export const objectPage: Page = {
  method: "GET",
  path: "/bureau/:file/objection",
  who: ["national-bureau"],
  handle: (ask) => show(ask, []),
};

export const objectDeed: Page = {
  method: "POST",
  path: "/bureau/:file/objection",
  who: ["national-bureau"],
  async handle(ask) {
    const read = readForm(fields, ask.form);
    if (!read.ok) return show(ask, read.error);
    const done = await ask.perform("access.raise-objection", { file: ask.params["file"] ?? "", ...read.value });
    if (!done.ok && done.error.kind === "fault") return show(ask, done.error.faults);
    return then(done, "/bureau", "access.objection.raised");
  },
};

async function show(ask: PageAsk, faults: readonly Fault[]): Promise<PageAnswer> {
  const view = await ask.answer<BureauView>("access.bureau", {});
  const file = view?.files.find((one) => one.file === ask.params["file"]);
  if (!file) return { kind: "not-found" };
  const { say } = ask;
  const name = file.name ?? file.file;
  return page(ask, say("access.bureau.write"), (
    <>
      <PageHead
        title={<Name text={name} />} kicker={say("access.bureau.write")} answer={say("access.objection.answer-first")}
        trail={[{ text: say("access.bureau.title"), to: "/bureau" }]}
      />
      <Form action={`/bureau/${file.file}/objection`} fields={fields} faults={faults} typed={ask.form}>
        <Radios
          name="kind"
          options={(["warning", "objection"] as const).map((kind) => ({
            value: kind, text: say(`access.objection.kind-${kind}`), hint: say(`access.objection.kind-${kind}-hint`),
          }))}
        />
        <TextArea name="words" />
        <Deeds><Button>{say("access.objection.send")}</Button></Deeds>
      </Form>
    </>
  ), faults.length > 0);
}
