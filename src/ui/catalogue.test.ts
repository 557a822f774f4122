import assert from "node:assert/strict";
import { test } from "node:test";
import { parseCivilDate, instant } from "../kernel/instants.ts";
import { langs } from "../kernel/lang.ts";
import { roles } from "../kernel/roles.ts";
import { aReader } from "../../tests/_build/reader.ts";
import { sayings } from "./catalogue.ts";
import { countryOptions } from "./countries.ts";

const say = Object.fromEntries(langs.map((lang) => [lang, aReader(lang).say] as const));
const day = parseCivilDate("2027-03-03");

test("money is written with narrow spaces, the language's mark and the code", () => {
  const money = { minor: 50_000_000n, currency: "EUR" };
  assert.equal(say["en"]?.money(money), "500\u202f000.00\u00a0EUR");
  assert.equal(say["fr"]?.money(money), "500\u202f000,00\u00a0EUR");
  assert.equal(say["ar"]?.money(money), "\u2066500\u202f000.00\u00a0EUR\u2069");
  assert.equal(say["en"]?.money({ minor: -5n, currency: "JPY" }), "\u22125\u00a0JPY");
});

test("numbers inside a text look like numbers outside it", () => {
  assert.equal(say["fr"]?.("ui.progress.some", { done: 12_345 }), "12\u202f345 jusqu’ici");
  assert.equal(say["ar"]?.number(1_234_567n), "1\u202f234\u202f567");
});

test("shares are per cent with no more decimals than they need", () => {
  assert.deepEqual(
    [2_550, 10_000, 5, 0].map((bps) => say["en"]?.share(bps)),
    ["25.5\u00a0%", "100\u00a0%", "0.05\u00a0%", "0\u00a0%"],
  );
});

test("days are written out; Arabic names the month both ways", () => {
  assert.ok(day);
  assert.deepEqual(
    langs.map((lang) => say[lang]?.day(day)),
    ["3 March 2027", "3 mars 2027", "3 de marzo de 2027", "3 آذار/مارس 2027"],
  );
});

test("a moment carries the organisation's zone, and its day is the zone's, not UTC's", () => {
  const at = instant(Date.UTC(2027, 2, 2, 23, 30)); // half past midnight on the 3rd in Paris
  assert.equal(say["en"]?.moment(at), "3 March 2027 at 00:30 CET");
  assert.equal(say["en"]?.dayOf(at), "3 March 2027");
  assert.match(say["ar"]?.moment(at) ?? "", /^3 آذار\/مارس 2027/);
});

test("distances are told in the largest whole unit", () => {
  const now = instant(Date.UTC(2027, 2, 3));
  assert.equal(say["en"]?.ago(instant(now - 3 * 86_400_000), now), "3 days ago");
  assert.equal(say["fr"]?.ago(instant(now - 90 * 60_000), now), "il y a 1 heure");
});

test("a key nobody wrote throws: it is never shown", () => {
  assert.throws(() => say["en"]?.("no.such.key"), /has no text no.such.key/);
  assert.throws(() => say["en"]?.("constructor"), /has no text/);
});

test("every role has its name in four languages", () => {
  const missing = langs.flatMap((lang) => roles.filter((role) => !say[lang]?.has(`role.${role}`)));
  assert.deepEqual(missing, []);
});

test("a refusal is a sentence and one reason per clause, quoted when its text is known", () => {
  const catalogues = Object.fromEntries(
    langs.map(
      (lang) =>
        [
          lang,
          {
            "refusal.kind.refused": "The rules do not allow this.",
            "refusal.reason": "{text} ({id})",
            "ui.article.number": "article {number}",
            "ui.clause": "rule {id}",
            "refusal.deeds.late": "Too late by {days, number} days.",
          },
        ] as const,
    ),
  );
  const { en } = sayings({
    catalogues: catalogues as never,
    timeZone: "UTC",
    clauseText: (id) => (id === "R20.1" ? "The Committee decides." : null),
  });
  assert.deepEqual(
    en.refusal({ kind: "refused", code: "deeds/late", facts: { days: 3 }, clauses: ["R20.1", "S3"] }),
    {
      sentence: "Too late by 3 days.",
      reasons: ["The Committee decides. (article 20.1)", "rule S3"],
    },
  );
  assert.equal(
    en.refusal({ kind: "refused", code: "deeds/unknown" }).sentence,
    "The rules do not allow this.",
  );
});

test("countries are named and sorted for each reader; an unknown code is shown as it is", () => {
  assert.equal(say["fr"]?.country("DE"), "Allemagne");
  assert.equal(say["en"]?.country("QQ"), "QQ");
  const french = countryOptions("fr").map((option) => option.text);
  assert.ok(
    french.indexOf("Égypte") < french.indexOf("Espagne") === "Égypte".localeCompare("Espagne", "fr") < 0,
  );
  assert.ok(french.length > 240);
});
