// Goal: the whole path of a partnership can be gone without a mouse and without sight, in French and in Arabic. Method:
// a robot that only presses keys and only knows what the browser's accessibility tree says of whatever has the focus
// (tests/_build/hand.ts). One house; in it one partnership per language, whose every stage goes on from the stage before.
//
// By hand, in each language: an account opened by mail, password and one-time code, out and in again; the application in
// nine steps with people, owners, documents and a dated declaration; the gate; a hit cleared by two people; people put in
// charge, scope, evidence, answers with their facts, review, conclusion, taking on; the offer; its value, the draft of the
// agreement, the condition's type, the frozen text; the decision; the signatory's invitation, account and signature, the
// organisation's signature; receipt and reconciliation; publication; the register as a citizen reads it, with the proof of
// the entry and the check of the whole register; single keys on, off and on again. Every gesture that a deed asks for is
// made by hand too, on the page beside.
//
// Prepared: the officers themselves, their sessions, interests and the imported lists. Between stages the worker's round is
// run and the held clock moved. Of the fifteen answers, French gives all by hand; Arabic gives five by hand, facts among
// them, and the other ten by deeds, for time. What a person does in the file window is the operating system's.
import assert from "node:assert/strict";
import { test } from "node:test";
import { aBrowser, noBrowser } from "../_build/browser.ts";
import { aHouse } from "../_build/house.ts";
import { admits, clearsTheHit } from "./by-keyboard/admission.ts";
import { signs } from "./by-keyboard/agreement.ts";
import { applies } from "./by-keyboard/application.ts";
import { decides, offers, prepares } from "./by-keyboard/contribution.ts";
import { assesses, concludes } from "./by-keyboard/diligence.ts";
import { opensAnAccount } from "./by-keyboard/entering.ts";
import { receives } from "./by-keyboard/receipt.ts";
import { isReadByThePublic, publishes } from "./by-keyboard/register.ts";
import { switchesSingleKeys } from "./by-keyboard/shortcuts.ts";
import { tales } from "./by-keyboard/tales.ts";
import { Walk } from "./by-keyboard/walk.ts";

const stages = [
  opensAnAccount, applies, admits, clearsTheHit, assesses, concludes, offers, prepares, decides, signs, receives, publishes,
  isReadByThePublic, switchesSingleKeys,
];

test("a partnership goes from application to public proof by keyboard and by ear alone", { skip: noBrowser }, async (t) => {
  const house = await aHouse(t, "prepared");
  const browser = await aBrowser(t);
  for (const tale of tales) {
    await t.test(`in ${tale.lang}`, async () => {
      const walk = new Walk(house, browser, tale);
      for (const stage of stages) await stage(walk);
      assert.deepEqual(walk.complaints, [], "no script of a page failed");
      await walk.close();
    });
  }
});
