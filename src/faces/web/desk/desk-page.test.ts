// Goal: an officer's desk says what waits for them, with its clock and its way. Method: a partner asks inside its file; the
// desk of the officer who looks after it is read, then the desks of those whom it does not concern.
import assert from "node:assert/strict";
import { test } from "node:test";
import { anActor } from "../../../../tests/_build/actors.ts";
import { visit } from "../../../../tests/_build/pages.ts";
import { anAdmitted, aSubmitted, must, run } from "../../../../tests/_build/partners.ts";
import { aWorld, type TestWorld } from "../../../../tests/_build/world.ts";
import type { Actor } from "../../../kernel/actor.ts";
import { plusDays } from "../../../kernel/instants.ts";
import { allDeeds, allQuestions } from "../../doors.ts";
import { deskPage } from "./desk-page.tsx";

async function deskOf(world: TestWorld, actor: Actor): Promise<string> {
  return (await visit(world, { pages: [deskPage], deeds: allDeeds, questions: allQuestions }, "/desk", { actor })).html;
}

/** The row of a table whose link leads to `path`, within the group of the desk that `id` names. */
function rowIn(html: string, id: string, path: string): string | undefined {
  const group = html.split("<section").find((part) => part.includes(`id="${id}"`)) ?? "";
  return group.split("<tr").find((row) => row.includes(`href="${path}"`));
}

test("a partner's question is on its officer's desk with its clock and its way, and on nobody else's", async (t) => {
  const world = await aWorld(t);
  const { partner, contact, officer } = await anAdmitted(world);
  const asked = must(await run<{ dueOn: string }>(world, contact, "ask-question", {
    partner, wanted: "reply", words: "When will it be decided?",
  }));
  const path = `/partners/${partner}/questions`;
  const html = await deskOf(world, officer);
  const row = rowIn(html, "later", path) ?? "";
  assert.match(row, /Fondation Exemplaire/, "the file's name stands beside the task");
  assert.match(row, /<time[^>]* datetime="2027-03-1[56]T/i, `the task carries its clock: ${asked.dueOn}`);
  assert.match(html, /2 things wait for you\. Nothing is overdue\./, "the question, and the yearly declaration of interests");
  world.clock.set(plusDays(world.clock.now(), 6));
  assert.ok(rowIn(await deskOf(world, officer), "week", path), "six days later it is due this week");
  world.clock.set(plusDays(world.clock.now(), 8));
  assert.ok(rowIn(await deskOf(world, officer), "overdue", path), "after its day it is overdue");
  for (const role of ["finance-officer", "register-editor"] as const) {
    assert.doesNotMatch(await deskOf(world, await anActor(world, { roles: [role] })), new RegExp(path), role);
  }
});

test("an application handed in waits on the desk of whoever receives applications", async (t) => {
  const world = await aWorld(t);
  const { application } = await aSubmitted(world);
  const officer = await anActor(world, { roles: ["partnership-officer"] });
  assert.ok(rowIn(await deskOf(world, officer), "later", `/intake/${application}`));
});
