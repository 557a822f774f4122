import type { TestContext } from "node:test";
import type { LightMyRequestResponse } from "fastify";
import { doors } from "../../src/faces/doors.ts";
import type { Lang } from "../../src/kernel/lang.ts";
import { withClient } from "../../src/ports/database/admin.ts";
import type { World } from "../../src/ports/world.ts";
import { tinyPdf, type BuiltPartner } from "./partners.ts";
import { aWebFace, cookieOf, secretsOf, secure } from "./web.ts";
import type { TestWorld } from "./world.ts";

/** How many rows there are of everything that a deed on an application could leave half done. */
export function rowsOf({ adminUrl }: Pick<TestWorld, "adminUrl">): Promise<Record<RowsOf, number>> {
  return withClient(adminUrl, async (client) => {
    const counts: Partial<Record<RowsOf, number>> = {};
    for (const table of tables) counts[table] = Number((await client.query(`select count(*) as n from ${table}`)).rows[0]?.n);
    return counts as Record<RowsOf, number>;
  });
}

const tables = ["log.events", "log.idempotency", "partners.partners", "partners.applications", "partners.documents"] as const;
type RowsOf = (typeof tables)[number];

/** The documents of a draft as its contact has them open: every `send` posts the same form, with the same key. */
export async function aServedDraft(t: TestContext, { world, draft }: { world: World; draft: BuiltPartner }) {
  const { app, sessions } = await aWebFace(t, { pages: [], parts: { world, doors } });
  sessions.set("contact", draft.contact);
  const path = `/apply/${draft.application}/documents`;
  const opened = (await app.inject({ url: path, headers: cookieOf("contact") })).body;
  const form = new FormData();
  const typed = { ...secretsOf(opened), expectedVersion: String(draft.version), kind: "accounts" };
  for (const [key, value] of Object.entries(typed)) form.set(key, value);
  form.set("file", new Blob([Buffer.from(tinyPdf, "base64")], { type: "application/pdf" }), "accounts.pdf");
  const { headers, bytes } = await wireOf(form);
  return {
    send(lang: Lang = "en"): Promise<LightMyRequestResponse> {
      sessions.set("contact", { ...draft.contact, lang });
      return app.inject({
        method: "POST", url: path, payload: bytes, headers: { ...headers, origin: secure, ...cookieOf("contact") },
      });
    },
  };
}

async function wireOf(form: FormData): Promise<{ headers: { "content-type": string }; bytes: Buffer }> {
  const request = new Request(secure, { method: "POST", body: form });
  return {
    headers: { "content-type": request.headers.get("content-type") ?? "" }, bytes: Buffer.from(await request.arrayBuffer()),
  };
}
