import assert from "node:assert/strict";
import { test } from "node:test";
import { langs } from "../../../kernel/lang.ts";
import { actorOf } from "../../../../tests/_build/actors.ts";
import { aBell, aRegisterEvent, record, ring } from "../../../../tests/_build/log/bells.ts";
import { visit } from "../../../../tests/_build/pages.ts";
import { aWorld } from "../../../../tests/_build/world.ts";
import * as log from "../index.ts";

const auditor = actorOf({ roles: ["external-auditor"] });

test("anybody sees what was signed and how to check it, and nothing of what happened", async (t) => {
  const world = await aWorld(t);
  await ring(world, 2);
  await log.sequence(world);
  const signed = await log.checkpoint(world);
  for (const actor of [undefined, actorOf({ roles: ["finance-officer"] }), actorOf({ roles: ["partner-contact"] })]) {
    const { html } = await visit(world, log, "/log", actor ? { actor } : {});
    assert.match(html, /2 entries are signed/);
    assert.ok(html.includes(signed?.root ?? "?") && html.includes("href=\"/log/checkpoint\""));
    assert.doesNotMatch(html, /bell\.sounded|prt_|acc_/);
  }
});

test("an auditor sees each entry with its proof, newest first, page by page", async (t) => {
  const world = await aWorld(t);
  await record(world, [aRegisterEvent(world, { kind: "funding" }), ...Array.from({ length: 59 }, () => aBell(world))]);
  await log.sequence(world);
  const { html } = await visit(world, log, "/log", { actor: auditor });
  assert.match(html, /href="\/log\/proof\/59\.tlog-proof"/);
  assert.doesNotMatch(html, /href="\/log\/proof\/9\.tlog-proof"/);
  assert.match(html, /href="[^"]*after=10[^0-9]/);
  const rest = await visit(world, log, "/log?after=10", { actor: auditor });
  assert.match(rest.html, /href="\/log\/proof\/9\.tlog-proof"/);
  assert.match(rest.html, /register\.published/);
});

test("a part that has stopped is the first thing an auditor reads", async (t) => {
  const world = await aWorld(t);
  await ring(world, 1);
  const failing: log.Subscriber = {
    name: "example.failing", types: ["bell.sounded"],
    on: () => Promise.reject(new Error("cannot")),
  };
  await log.settle(world, [failing]);
  const { html } = await visit(world, log, "/log", { actor: auditor });
  assert.match(html, /page-head__answer">A part of the system that follows the log has stopped/);
  assert.match(html, /example\.failing/);
});

test("the page opens in four languages, empty and full", async (t) => {
  const world = await aWorld(t);
  for (const full of [false, true]) {
    if (full) await ring(world, 3);
    await log.sequence(world);
    for (const lang of langs) {
      const { answer, html } = await visit(world, log, "/log", { actor: auditor, lang });
      assert.equal(answer.kind, "page", lang);
      assert.doesNotMatch(html, /log\.[a-z]+\.[a-z]+</, lang);
    }
  }
});
