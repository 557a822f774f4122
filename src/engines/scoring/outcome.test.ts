import assert from "node:assert/strict";
import test from "node:test";
import { mayIssue, mildestOutcome } from "./outcome.ts";

test("clears a low and a moderate case without mitigations", () => {
  assert.equal(mildestOutcome("low", false, []), "cleared");
  assert.equal(mildestOutcome("moderate", false, []), "cleared");
});

test("does not clear a substantial case without conditions", () => {
  assert.equal(mildestOutcome("substantial", false, []), "cleared-with-conditions");
});

test("clears when every mitigation is met", () => {
  assert.equal(mildestOutcome("low", false, [{ indicator: "A1", state: "met" }]), "cleared");
});

test("keeps conditions while one mitigation is open", () => {
  assert.equal(mildestOutcome("low", false, [{ indicator: "A1", state: "open" }]), "cleared-with-conditions");
});

test("refuses while a mitigation has no owner, date and test", () => {
  assert.equal(mildestOutcome("low", false, [{ indicator: "A1", state: "missing" }]), "refused");
});

test("refuses on an established red line whatever else is good", () => {
  assert.equal(mildestOutcome("low", true, []), "refused");
});

test("lets compliance be harder than computed, never milder", () => {
  assert.equal(mayIssue("refused", "cleared"), true);
  assert.equal(mayIssue("cleared", "cleared-with-conditions"), false);
});
