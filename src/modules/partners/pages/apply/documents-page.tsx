import { Button, Card, Deeds, EmptyState, FileField, Form, Link, Radios, Table } from "../../../../ui/components/index.ts";
import type { Fault } from "../../../../kernel/refusal.ts";
import { expectedVersion, formFields, readForm } from "../../../../ui/form.ts";
import type { Page, PageAnswer, PageAsk } from "../../../../ui/page.ts";
import { documentKinds } from "../../form/tables.ts";
import { documentBytesMax } from "../../reading/sniff.ts";
import type { DraftView } from "../../views/draft.ts";
import { partnerSide } from "../../views/readers.ts";
import { againOf, fresh, partnerPage, StepFrame, versionAfter, withDraft, type Again } from "./frame.tsx";
import { choices } from "./part-fields.tsx";
import { nextPath, stepPath } from "./steps.ts";

const fields = formFields({
  kind: { kind: "choice", among: documentKinds, label: "partners.field.documentKind", hint: "partners.hint.documentKind" },
  file: { kind: "text", max: 1, optional: true, label: "partners.field.file" },
});

export const megabytes = documentBytesMax / 1024 / 1024;
export const accept = [".pdf", ".png", ".jpg", ".jpeg"];

export const documentsPages: readonly Page[] = [
  {
    method: "GET",
    path: "/apply/:application/documents",
    who: partnerSide,
    handle: (ask) => withDraft(ask, (view) => show(ask, view, fresh)),
  },
  { method: "POST", path: "/apply/:application/documents", who: partnerSide, uploads: true, handle: attach },
  { method: "POST", path: "/apply/:application/documents/remove", who: partnerSide, handle: remove },
];

/** The posted file as the deed takes it, or null when none was chosen. */
export function postedDocument(ask: PageAsk, kind: string): { kind: string; name: string; contentBase64: string } | null {
  const file = ask.files.find((f) => f.field === "file");
  if (!file) return null;
  return { kind, name: file.name || "document", contentBase64: Buffer.from(file.bytes).toString("base64") };
}

async function attach(ask: PageAsk): Promise<PageAnswer> {
  const application = ask.params["application"] ?? "";
  const read = readForm(fields, ask.form);
  const file = postedDocument(ask, read.ok ? read.value.kind : "other");
  const faults: Fault[] = [...(read.ok ? [] : read.error), ...(file ? [] : [{ path: "file", code: "file-empty" }])];
  if (!read.ok || !file) return withDraft(ask, (view) => show(ask, view, { faults, refusal: null }));
  const sent = expectedVersion(ask.form);
  const attached = await ask.perform("partners.attach-document", { application, expectedVersion: sent, ...file });
  if (attached.ok) return { kind: "go", to: stepPath(application, "documents"), notice: "partners.notice.document-added" };
  if (attached.error.kind === "hidden") return { kind: "not-found" };
  const again = againOf(attached.error);
  const onFile = {
    ...again,
    faults: again.faults.map((f) => ({ ...f, path: f.path === "contentBase64" ? "file" : f.path })),
  };
  return withDraft(ask, (view) => show(ask, view, onFile, versionAfter(attached.error, view.application.version)));
}

async function remove(ask: PageAsk): Promise<PageAnswer> {
  const application = ask.params["application"] ?? "";
  const removed = await ask.perform("partners.remove-document", {
    application, expectedVersion: expectedVersion(ask.form), document: ask.form["document"] ?? "",
  });
  if (removed.ok) return { kind: "go", to: stepPath(application, "documents") };
  if (removed.error.kind === "hidden") return { kind: "not-found" };
  return withDraft(ask, (view) => show(ask, view, againOf(removed.error)));
}

function show(ask: PageAsk, view: DraftView, again: Again, version = view.application.version): PageAnswer {
  const { say } = ask;
  const id = view.application.id;
  return partnerPage(say("partners.step.documents.title"), (
    <StepFrame say={say} view={view} step="documents" again={again}>
      <Table
        caption={say("partners.documents.caption")} rows={view.draft.documents} rowKey={(d) => d.id}
        empty={<EmptyState what={say("partners.documents.empty")} how={say("partners.documents.empty-how")} />}
        columns={[
          {
            key: "kind",
            head: say("partners.field.documentKind"),
            rowHead: true,
            cell: (d) => say(`partners.document.${d.kind}`),
          },
          {
            key: "name",
            head: say("partners.field.file"),
            cell: (d) => (
              <Link to={`/partners/documents/${d.id}`}><bdi dir="auto">{d.name}</bdi></Link>
            ),
          },
          {
            key: "size",
            head: say("partners.documents.size"),
            numeric: true,
            cell: (d) => say("partners.documents.kilobytes", { size: Math.ceil(d.size / 1024) }),
          },
          {
            key: "remove",
            head: say("partners.list.change"),
            cell: (d) => (
              <Form
                action={`${stepPath(id, "documents")}/remove`} expectedVersion={view.application.version}
                hidden={{ document: d.id }} dense
              >
                <Button kind="quiet">
                  {say("partners.list.remove")}
                  <span class="visually-hidden"> {d.name}</span>
                </Button>
              </Form>
            ),
          },
        ]}
      />
      <Card title={say("partners.documents.add")}>
        <Form
          action={stepPath(id, "documents")} fields={fields} typed={ask.form} faults={again.faults}
          expectedVersion={version} uploads
        >
          <Radios name="kind" options={choices(say, "document", documentKinds)} />
          <FileField name="file" accept={accept} maxMegabytes={megabytes} optional={false} />
          <Deeds>
            <Button>{say("partners.documents.add-button")}</Button>
            <Link to={nextPath(id, "documents")}>{say("partners.list.done")}</Link>
          </Deeds>
        </Form>
      </Card>
    </StepFrame>
  ), again.faults.length > 0);
}
