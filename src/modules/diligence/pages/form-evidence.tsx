import { DateField, FileField, Notice, Radios, TextArea, TextField } from "../../../ui/components/index.ts";
import type { Page, PageAsk } from "../../../ui/page.ts";
import { caseReaders } from "../readers.ts";
import { casePages } from "./case-form.tsx";
import { evidenceFields, grades } from "./form-fields.ts";

interface Document {
  readonly evidence: { readonly file: { readonly name: string; readonly mediaType: string } | null };
  readonly bytes: Uint8Array;
}

const addPages = casePages({
  path: "/evidence",
  event: "add-evidence",
  deed: "diligence.add-evidence",
  words: "diligence.evidence",
  uploads: true,
  fields: () => evidenceFields,
  body: (ask, view) => {
    const { say } = ask;
    const corrected = view.detail?.file.evidence.find((e) => e.id === correctsOf(ask));
    return (
      <>
        {corrected && (
          <Notice tone="pending" title={say("diligence.evidence.corrects", { version: corrected.version + 1 })}>
            <p>
              <bdi dir="auto">{corrected.source}</bdi>
            </p>
            <input type="hidden" name="corrects" value={corrected.id} />
          </Notice>
        )}
        <Radios
          name="grade"
          value={corrected?.grade}
          options={grades.map((grade) => ({
            value: grade,
            text: say(`diligence.grade.${grade}`),
            hint: say(`diligence.grade-hint.${grade}`),
          }))}
        />
        <TextField name="source" value={corrected?.source} />
        <DateField name="capturedOn" />
        <FileField name="document" accept={[".pdf", ".png", ".jpg"]} maxMegabytes={10} optional />
        <TextField name="url" type="url" dir="ltr" value={corrected?.url ?? undefined} />
        <TextArea name="note" rows={4} value={corrected?.note} />
      </>
    );
  },
  toAsk: (values, ask) => {
    const file = ask.files.find((f) => f.field === "document" && f.bytes.length > 0);
    const { grade, source, url, note, capturedOn, corrects } = values;
    return {
      grade,
      source,
      url,
      note,
      capturedOn,
      corrects: corrects === null || corrects === "" ? null : corrects,
      document: file ? { name: file.name, contentBase64: Buffer.from(file.bytes).toString("base64") } : null,
    };
  },
  faultPath: (path) => path.replace(/^document\..*/, "document"),
});

function correctsOf(ask: PageAsk): string {
  const typed = ask.form["corrects"];
  return typeof typed === "string" ? typed : (ask.query["corrects"] ?? "");
}

const documentPage: Page = {
  method: "GET",
  path: "/cases/:id/evidence/:evidence",
  who: caseReaders,
  async handle(ask) {
    const found = await ask.answer<Document>("diligence.evidence-document", {
      evidence: ask.params["evidence"] ?? "",
    });
    if (!found?.evidence.file) return { kind: "not-found" };
    const { name, mediaType } = found.evidence.file;
    return { kind: "file", bytes: found.bytes, type: mediaType, name, inline: mediaType === "application/pdf" };
  },
};

export const evidencePages: readonly Page[] = [...addPages, documentPage];
