import type { VNode } from "preact";
import { civilPlusDays, iso } from "../../../../kernel/instants.ts";
import type { Fault } from "../../../../kernel/refusal.ts";
import {
  Button, Card, DateField, Deeds, EmptyState, Form, Moment, Name, PageHead, Select, Table,
} from "../../../../ui/components/index.ts";
import { expectedVersion, formFields, readForm } from "../../../../ui/form.ts";
import type { Page, PageAnswer, PageAsk } from "../../../../ui/page.ts";
import type { Absences } from "../../people/questions.ts";
import { page, then, typed } from "../answers.ts";
import { startOfDay } from "../days.ts";

const fields = formFields({
  deputy: { kind: "text", label: "access.absences.deputy", hint: "access.absences.deputy-hint", max: 40 },
  from: { kind: "day", label: "access.absences.from" },
  until: { kind: "day", label: "access.absences.until", hint: "access.absences.until-hint" },
});

/** Who takes over while I am away. */
export const absencesPage: Page = {
  method: "GET",
  path: "/me/absences",
  who: "signed-in",
  handle: (ask) => show(ask, []),
};

export const declareAbsenceDeed: Page = {
  method: "POST",
  path: "/me/absences",
  who: "signed-in",
  async handle(ask) {
    const read = readForm(fields, ask.form);
    if (!read.ok) return show(ask, read.error);
    const zone = ask.organisation.timeZone;
    // The last day counts whole: the deputy stands until its midnight.
    const until = startOfDay(civilPlusDays(read.value.until, 1), zone);
    const done = await ask.perform("access.declare-absence", {
      deputy: read.value.deputy, from: iso(startOfDay(read.value.from, zone)), until: iso(until),
    });
    if (!done.ok && done.error.kind === "fault") return show(ask, done.error.faults);
    return then(done, "/me/absences", "access.absences.declared");
  },
};

export const endAbsenceDeed: Page = {
  method: "POST",
  path: "/me/absences/end",
  who: "signed-in",
  handle: async (ask) => then(
    await ask.perform("access.end-absence", { absence: typed(ask, "absence"), expectedVersion: expectedVersion(ask.form) }),
    "/me/absences", "access.absences.ended",
  ),
};

async function show(ask: PageAsk, faults: readonly Fault[]): Promise<PageAnswer> {
  const view = await ask.answer<Absences>("access.absences", {});
  if (!view) return { kind: "not-found" };
  return page(ask, ask.say("access.absences.title"), <AbsencesView ask={ask} view={view} faults={faults} />, faults.length > 0);
}

interface AbsencesParams {
  readonly ask: PageAsk;
  readonly view: Absences;
  readonly faults: readonly Fault[];
}

function AbsencesView({ ask, view, faults }: AbsencesParams): VNode {
  const { say } = ask;
  return (
    <>
      <PageHead
        title={say("access.absences.title")} answer={say("access.absences.answer", { count: view.own.length })}
        trail={[{ text: say("access.me.title"), to: "/me" }]}
      />
      <Table
        caption={say("access.absences.title")} captionHidden rows={view.own} rowKey={(one) => one.id}
        empty={<EmptyState what={say("access.absences.none")} />}
        columns={[
          { key: "deputy", head: say("access.absences.deputy"), rowHead: true, cell: (one) => <Name text={one.deputyName} /> },
          { key: "from", head: say("access.absences.from"), cell: (one) => <Moment at={one.from} /> },
          { key: "until", head: say("access.absences.until"), cell: (one) => <Moment at={one.until} /> },
          {
            key: "end", head: say("access.absences.end"),
            cell: (one) => (
              <Form
                action="/me/absences/end" hidden={{ absence: one.id }} expectedVersion={one.version} dense
                label={say("access.absences.end")}
              >
                <Button kind="quiet">{say("access.absences.end")}</Button>
              </Form>
            ),
          },
        ]}
      />
      <Card title={say("access.absences.new")}>
        {view.deputies.length === 0 && (
          <EmptyState what={say("access.absences.nobody")} how={say("access.absences.nobody-how")} />
        )}
        {view.deputies.length > 0 && (
          <Form action="/me/absences" fields={fields} faults={faults} typed={ask.form} label={say("access.absences.new")}>
            <Select name="deputy" options={view.deputies.map((one) => ({ value: one.account, text: one.name }))} />
            <DateField name="from" />
            <DateField name="until" />
            <Deeds><Button>{say("access.absences.declare")}</Button></Deeds>
          </Form>
        )}
      </Card>
    </>
  );
}
