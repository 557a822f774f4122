import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { readJson } from "./read-json.ts";

const read = (text: string) => readJson(Buffer.from(text));
const faultsOf = (text: string): readonly string[] => {
  const found = read(text);
  return found.kind === "read" ? found.faults.map((fault) => `${fault.path} ${fault.code}`) : ["malformed"];
};

test("whatever JSON.stringify writes is read back as it was", () => {
  fc.assert(fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
    const text = JSON.stringify(value);
    const found = read(text);
    assert.ok(found.kind === "read");
    if (!text.includes("__proto__")) assert.deepEqual(found.value, JSON.parse(text));
  }));
});

test("whatever JSON.parse refuses is malformed, and nothing else is", () => {
  const refuses = (text: string): boolean => {
    try {
      JSON.parse(text);
      return false;
    } catch {
      return true;
    }
  };
  const pieces = fc.constantFrom(..."{}[]:,\"\\01-.eEtrufalsn \n\u0000é".split(""), '"a"', "null", "true", "12", "\\u12");
  fc.assert(fc.property(fc.array(pieces, { maxLength: 12 }).map((all) => all.join("")), (text) => {
    assert.equal(read(text).kind === "malformed", refuses(text), text);
  }), { numRuns: 2_000 });
});

test("bytes that are no UTF-8, and nesting without end, are malformed", () => {
  assert.equal(readJson(Buffer.from([0x22, 0xff, 0x22])).kind, "malformed");
  assert.equal(read("[".repeat(100_000)).kind, "malformed");
  assert.equal(read("[".repeat(24) + "]".repeat(24)).kind, "read");
  assert.equal(read('{"a":'.repeat(30) + "1" + "}".repeat(30)).kind, "malformed");
});

test("a key that stands twice is a fault where it stands, whatever its values", () => {
  assert.deepEqual(faultsOf('{"a":1,"b":{"c":1,"c":1}}'), ["b.c json-key-twice"]);
  assert.deepEqual(faultsOf('{"a":1,"\\u0061":2}'), ["a json-key-twice"]);
  assert.deepEqual(faultsOf('{"a":{"c":1},"b":{"c":1}}'), []);
});

test("a key that would change a prototype is a fault and reaches no object", () => {
  const found = read('{"__proto__":{"isAdmin":true},"constructor":{"prototype":1}}');
  assert.ok(found.kind === "read");
  assert.deepEqual(found.faults, [{ path: "__proto__", code: "json-key-forbidden" }]);
  assert.equal(Reflect.get(Object(found.value), "isAdmin"), undefined);
});

test("a number no double can hold is a fault; every other keeps its value", () => {
  assert.deepEqual(faultsOf('{"n":[1e400,-1e400,1e308,0.1]}'), ["n.0 json-number-too-large", "n.1 json-number-too-large"]);
});

test("texts that deceive are faults at their place, all of them at once", () => {
  const text = '{"a":"\\ud800","b":["x\u202ey","\\u0000"],"c":"plain \\ud83d\\ude00 مثال"}';
  assert.deepEqual(faultsOf(text), ["a text-lone-surrogate", "b.0 text-bidi-control", "b.1 text-control-character"]);
});

test("a megabyte of escapes is read", () => {
  const found = read(JSON.stringify("\n".repeat(500_000)));
  assert.ok(found.kind === "read" && String(found.value).length === 500_000);
});
