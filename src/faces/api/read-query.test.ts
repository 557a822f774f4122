import assert from "node:assert/strict";
import { test } from "node:test";
import { z } from "zod";
import { queryReader } from "./read-query.ts";

const schema = z.strictObject({
  limit: z.int().min(1).max(200).optional(),
  isOpen: z.boolean().optional(),
  states: z.array(z.string()).optional(),
  kind: z.enum(["funding", "other"]).nullable(),
  before: z.strictObject({ at: z.int(), id: z.string() }).optional(),
  words: z.string().optional(),
  ref: z.custom<string>((value) => typeof value === "string", "id-unreadable").optional(),
});
const read = queryReader(schema);
const parsed = (query: Record<string, unknown>) => schema.safeParse(read(query).value);

test("numbers and truth values of a question can be asked", () => {
  const found = parsed({ limit: "50", isOpen: "false", kind: "funding" });
  assert.deepEqual(found.data, { limit: 50, isOpen: false, kind: "funding" });
});

test("what looks like a number stays text where text is asked", () => {
  assert.deepEqual(parsed({ words: "2027", ref: "5", kind: "other" }).data, { words: "2027", ref: "5", kind: "other" });
});

test("what cannot be read as its type is left to the schema, which names the field", () => {
  for (const limit of ["", "1e3", "0x10", "٥٠", "5.5", "9999999999999999999", "NaN", "true"]) {
    const found = parsed({ limit, kind: "other" });
    assert.deepEqual(found.error?.issues.map((issue) => issue.path.join(".")), ["limit"], limit);
  }
  assert.equal(parsed({ isOpen: "yes", kind: "other" }).success, false);
});

test("a nullable parameter that is absent is null, a list is one or many, brackets make an object", () => {
  const found = parsed({ states: "open", "before[at]": "12", "before[id]": "ltr_1" });
  assert.deepEqual(found.data, { states: ["open"], kind: null, before: { at: 12, id: "ltr_1" } });
  assert.deepEqual(parsed({ states: ["a", "b"], kind: "other" }).data?.states, ["a", "b"]);
});

test("a single value given twice, and a parameter that does not exist, are faults", () => {
  assert.equal(parsed({ limit: ["1", "2"], kind: "other" }).success, false);
  assert.equal(parsed({ nothing: "1", kind: "other" }).success, false);
  assert.equal(parsed({ "nothing[x]": "1", kind: "other" }).success, false);
});

test("no parameter reaches a prototype, and none deceives", () => {
  const query = Object.fromEntries([["__proto__", "x"], ["a[__proto__]", "x"], ["words", "a\u202eb"]]);
  const { value, faults } = read(query);
  assert.deepEqual(faults.map((fault) => fault.path), ["__proto__", "words"]);
  assert.equal(Object.getPrototypeOf(value), Object.prototype);
});
