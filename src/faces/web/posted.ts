import type { MultipartFile, MultipartValue } from "@fastify/multipart";
import type { FastifyRequest } from "fastify";
import type { Fault } from "../../kernel/refusal.ts";
import { no, ok, type Result } from "../../kernel/result.ts";
import type { UploadedFile } from "../../ui/page.ts";
import { sniff } from "./sniff.ts";

export const formBytesMax = 1024 * 1024;
export const fileBytesMax = 20 * 1024 * 1024;
const fieldsMax = 400;
const filesMax = 10;

type Form = Record<string, string | readonly string[]>;

export interface Posted {
  readonly form: Form; // attacker-chosen names and values
  readonly files: readonly UploadedFile[];
}

/** The limits multipart bodies are read under; one byte more and reading stops. */
export const multipartLimits = {
  fieldNameSize: 100, fieldSize: formBytesMax, fields: fieldsMax, fileSize: fileBytesMax, files: filesMax, headerPairs: 40,
};

/** Reads a form, with its files where the page takes any. A file over the limit is a fault of its field. */
export async function readPosted(request: FastifyRequest, uploads: boolean): Promise<Result<Posted, readonly Fault[]>> {
  if (!request.isMultipart()) return ok({ form: formOf(request.body), files: [] });
  if (!uploads) return no([{ path: "", code: "unreadable" }]);
  const form: Form = Object.create(null) as Form;
  const files: UploadedFile[] = [];
  const faults: Fault[] = [];
  try {
    for await (const part of request.parts()) {
      if (part.type === "field") add(form, part);
      else await addFile(part, files, faults);
    }
  } catch (error) {
    // A limit that was passed carries its status and has a page of its own; a body that breaks off carries none.
    if (error instanceof Error && "statusCode" in error) throw error;
    return no([{ path: "", code: "unreadable" }]);
  }
  return faults.length > 0 ? no(faults) : ok({ form, files });
}

function add(form: Form, part: MultipartValue): void {
  const before = form[part.fieldname];
  const value = String(part.value);
  form[part.fieldname] = before === undefined ? value : [before, value].flat();
}

async function addFile(part: MultipartFile, files: UploadedFile[], faults: Fault[]): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of part.file) chunks.push(chunk as Buffer);
  if (part.file.truncated) {
    faults.push({ path: part.fieldname, code: "file-too-large", facts: { megabytes: fileBytesMax / 1024 / 1024 } });
    return;
  }
  const bytes = Buffer.concat(chunks);
  if (bytes.length === 0) return; // an empty file box is posted as a file without name and bytes
  // The name may carry paths, controls or a line end; only its last part in printable characters is kept.
  const name = (part.filename ?? "").replace(/^.*[/\\]/, "").replace(/[\p{C}]/gu, "").slice(0, 200);
  files.push({ field: part.fieldname, name, type: sniff(bytes), bytes });
}

/** fastify's form parser gives strings and arrays; anything else cannot come from a form. */
function formOf(body: unknown): Form {
  const form: Form = Object.create(null) as Form;
  if (typeof body !== "object" || body === null) return form;
  for (const [name, value] of Object.entries(body).slice(0, fieldsMax)) {
    if (typeof value === "string") form[name] = value;
    else if (Array.isArray(value)) form[name] = value.map(String);
  }
  return form;
}
