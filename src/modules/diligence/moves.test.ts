import assert from "node:assert/strict";
import test from "node:test";
import { actorOf } from "../../../tests/_build/actors.ts";
import { systemActor } from "../../kernel/actor.ts";
import { roles } from "../../kernel/roles.ts";
import { atWork, caseStates, isExpired } from "./case.ts";
import { moved, moves } from "./moves.ts";
import { instant } from "../../kernel/instants.ts";

test("only a compliance officer issues a conclusion, and only when it is pending", () => {
  for (const role of roles) {
    const done = moved("verdict-pending", "issue", actorOf({ roles: [role] }));
    assert.equal(done.ok, role === "compliance-officer", role);
  }
  for (const state of caseStates.filter((s) => s !== "verdict-pending")) {
    assert.equal(moved(state, "issue", actorOf({ roles: ["compliance-officer"] })).ok, false, state);
  }
});

test("nobody moves a closed or superseded case", () => {
  for (const state of ["closed", "superseded"] as const) {
    assert.deepEqual(
      moves.filter((m) => m.from.includes(state)).map((m) => m.event),
      [],
    );
  }
});

test("evidence while somebody judges goes back to the analyst", () => {
  const analyst = actorOf({ roles: ["diligence-analyst"] });
  for (const state of ["second-review", "ethics-review", "verdict-pending"] as const) {
    assert.deepEqual(moved(state, "add-evidence", analyst), { ok: true, value: "assessing" });
  }
  assert.equal(moved("issued", "add-evidence", analyst).ok, false);
});

test("only the system expires, supersedes and closes", () => {
  const officer = actorOf({ roles: [...roles] });
  for (const [state, event] of [
    ["issued", "expire"],
    ["issued", "supersede"],
    ["opened", "close"],
  ] as const) {
    assert.equal(moved(state, event, officer).ok, false, event);
    assert.equal(moved(state, event, systemActor).ok, true, event);
  }
});

test("no role of control or technique moves a case", () => {
  for (const role of [
    "internal-auditor",
    "external-auditor",
    "system-administrator",
    "key-custodian",
    "partner-contact",
  ] as const) {
    const actor = actorOf({ roles: [role] });
    for (const move of moves) for (const from of move.from) assert.equal(moved(from, move.event, actor).ok, false);
  }
});

test("every state at work has somebody who can move it on", () => {
  for (const state of atWork) {
    assert.ok(
      moves.some((m) => m.from.includes(state) && m.to !== "same" && m.to !== state && m.who !== "system"),
      state,
    );
  }
});

test("a conclusion has expired at the very instant of its end, not a millisecond before", () => {
  const verdict = { expiresAt: instant(1_000) };
  assert.equal(isExpired(verdict, instant(999)), false);
  assert.equal(isExpired(verdict, instant(1_000)), true);
});
