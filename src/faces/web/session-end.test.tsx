// Goal: nobody loses what they write to a session that ends unannounced. Method: a page behind a session that is about to
// end; the foot says when in words, and carries the warning and its moment for the script that speaks it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { h } from "preact";
import { actorOf } from "../../../tests/_build/actors.ts";
import { aWebFace } from "../../../tests/_build/web.ts";
import { instant, iso } from "../../kernel/instants.ts";
import type { Lang } from "../../kernel/lang.ts";
import type { Page } from "../../ui/page.ts";

const plain: Page = {
  method: "GET", path: "/plain", who: "anyone",
  handle: async () => ({ kind: "page", title: "Plain", layout: "officer", body: h("h1", null, "Plain") }),
};
const endsAt = instant(Date.UTC(2027, 2, 3, 9, 30));
const warnAt = instant(Date.UTC(2027, 2, 3, 9, 28));

test("the foot says when the session ends and carries the warning, as long before as it is given", async (t) => {
  const actor = actorOf({ roles: ["director"] });
  const { app } = await aWebFace(t, { pages: [plain], parts: {
    openSession: async (token) => (token === "known" ? { actor, endsAt, warnAt } : null),
  } });
  const see = async (lang: Lang): Promise<string> =>
    (await app.inject({ url: "/plain", cookies: { "__Host-session": "known", "__Host-lang": lang } })).body;
  const english = /<p id="session-end"[^>]*>[^<]*<\/p>/.exec(await see("en"))?.[0] ?? "";
  assert.match(english, new RegExp(`data-warn-at="${iso(warnAt)}"`));
  assert.match(english, /data-warning="Your session ends in 2 minutes\. Save what you are writing\."/);
  assert.match(english, />Your session ends at [^<]*10:30[^<]*unless you go on</, "in the organisation's own time");
  assert.match(await see("ar"), /data-warning="تنتهي جلستك بعد دقيقتين\. احفظ ما تكتبه\."/);
});

test("who has no session reads of none", async (t) => {
  const { app } = await aWebFace(t, { pages: [plain] });
  assert.doesNotMatch((await app.inject({ url: "/plain" })).body, /session-end"/);
});
