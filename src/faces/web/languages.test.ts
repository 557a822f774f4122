import assert from "node:assert/strict";
import { test } from "node:test";
import { languageOf, type LanguageAsk } from "./languages.ts";

const nothing: LanguageAsk = {
  query: undefined,
  cookie: null,
  account: null,
  accepted: undefined,
  fallback: "fr",
};
const accepted = (header: string) => languageOf({ ...nothing, accepted: header });

test("the best of ours by quality wins, whatever the order", () => {
  assert.equal(accepted("en;q=0.3, ar;q=0.9, fr;q=0.5"), "ar");
  assert.equal(accepted("pt-BR, es-419;q=0.8, en;q=0.7"), "es");
});

test("a language that is ruled out with q=0 is not taken", () => {
  assert.equal(accepted("en;q=0"), "fr");
});

test("what cannot be read is passed over", () => {
  for (const header of ["", "*", ";;;", "en;q=abc", "x".repeat(10_000), "zh, ja;q=0.9"])
    assert.equal(accepted(header), "fr", header.slice(0, 20));
});

test("something that is no language of ours in address or cookie counts for nothing", () => {
  assert.equal(languageOf({ ...nothing, query: "de", cookie: "EN", account: "ar" }), "ar");
  assert.equal(languageOf({ ...nothing, query: ["en"], cookie: "es" }), "es");
});
