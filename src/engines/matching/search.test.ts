import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  buildIndex, countryCode, defaultThreshold, recompute, runsOf, search, tokensOf, type Candidate, type Listed,
    type Party,
} from "./index.ts";

const ask = { thresholdBps: defaultThreshold, limit: 10 };

function person(name: string, more: Partial<Party> = {}): Party {
  return { kind: "person", names: [{ text: name, quality: "primary" }], birthOn: [], countries: [], ids: [],
    ...more };
}

function listed(key: string, name: string, more: Partial<Party> = {}): Listed {
  return { key, ...person(name, more) };
}

function keys(found: readonly Candidate[]): string[] {
  return found.map((c) => c.party.key);
}

test("ranks same name and birth date above same name alone, and that above same name with another birth date",
  () => {
  const index = buildIndex([
    listed("other-date", "Zorvan Kelmandi", { birthOn: ["1971-09-30"] }),
    listed("no-date", "Zorvan Kelmandi"),
    listed("same-date", "Zorvan Kelmandi", { birthOn: ["1968-03-04"] }),
    listed("same-year", "Zorvan Kelmandi", { birthOn: ["1968"] }),
  ]);
  const found = search(index, person("Zorvan Kelmandi", { birthOn: ["1968-03-04"] }), ask);
  assert.deepEqual(keys(found), ["same-date", "same-year", "no-date", "other-date"]);
});

test("never reaches the whole, even when everything agrees", () => {
  const all: Partial<Party> = {
    birthOn: ["1968-03-04"], countries: ["AL"], gender: "male",
      ids: [{ kind: "passport", value: "X1234567" }],
  };
  const [found] = search(buildIndex([listed("a", "Zorvan Kelmandi", all)]), person("Zorvan Kelmandi", all),
    ask);
  assert.ok(found && found.scoreBps > 9_500 && found.scoreBps < 10_000, String(found?.scoreBps));
});

test("ranks a shared country above none known, and none known above another country", () => {
  const index = buildIndex([
    listed("other", "Zorvan Kelmandi", { countries: ["NO"] }), listed("none", "Zorvan Kelmandi"),
    listed("same", "Zorvan Kelmandi", { countries: ["AL"] }),
  ]);
  assert.deepEqual(keys(search(index, person("Zorvan Kelmandi", { countries: ["AL"] }), ask)),
    ["same", "none", "other"]);
});

test("ranks the exact spelling above another spelling, and a weak alias below a name", () => {
  const index = buildIndex([
    listed("weak", "Other Sampler", { names: [{ text: "Other Sampler", quality: "primary" },
      { text: "Zorvan Kelmandi", quality: "weak" }] }),
    listed("spelt", "Zorvan Kelmendi"), listed("exact", "Zorvan Kelmandi"),
  ]);
  assert.equal(keys(search(index, person("Zorvan Kelmandi"), ask))[0], "exact");
  assert.equal(keys(search(index, person("Zorvan Kelmandi"), ask)).length, 3);
});

test("an exhaustive search finds at least what a bounded one finds, with the same scores", () => {
  const many = Array.from({ length: 300 }, (_, i) =>
    listed(`k${i}`, `Zorvan Kelmandi ${["Ardit", "Besnik", "Dritan"][i % 3]}`));
  const index = buildIndex(many);
  const bounded = search(index, person("Zorvan Kelmandi"), { ...ask, limit: 1_000 });
  const all = search(index, person("Zorvan Kelmandi"), { ...ask, limit: 1_000, isExhaustive: true });
  assert.equal(all.length, 300);
  const scores = new Map(all.map((c) => [c.party.key, c.scoreBps]));
  for (const one of bounded) assert.equal(scores.get(one.party.key), one.scoreBps);
});

test("a repeated search is equal to the byte", () => {
  const index = buildIndex([listed("a", "Zorvan Kelmandi"), listed("b", "Zorvan Kelmendi"),
    listed("c", "Zorwan Kelmandi")]);
  const once = JSON.stringify(search(index, person("Zorvan Kelmandi"), ask));
  search(index, person("Besnik Musterman"), ask);
  assert.equal(JSON.stringify(search(index, person("Zorvan Kelmandi"), ask)), once);
});

test("an explanation names the stretches as written, whatever the script", () => {
  const index = buildIndex([listed("a", "Mahmoud al-Zorani")]);
  const [found] = search(index, person("محمود الزوراني"), ask);
  const pairs = found?.explanation.name?.pairs ?? [];
  assert.ok(pairs.some((p) => p.asked.text === "محمود" && p.listed.text === "Mahmoud" &&
    p.relation === "script"));
  assert.ok(pairs.some((p) => p.asked.text === "ال" && p.listed.text === "al"));
});

test("an explanation that was changed no longer adds up", () => {
  const [found] = search(buildIndex([listed("a", "Zorvan Ardit Kelmandi")]), person("Zorvan Kelmendi"), ask);
  assert.ok(found?.explanation.name);
  const name = found.explanation.name;
  const first = name.pairs[0];
  assert.ok(first);
  const changed = { ...found.explanation, name: { ...name, pairs: [{ ...first, similarityBps: 1_000 },
    ...name.pairs.slice(1)] } };
  assert.notEqual(recompute(changed), found.scoreBps);
  assert.equal(recompute(found.explanation), found.scoreBps);
});

const syllables = ["za", "kel", "man", "di", "ro", "van", "ber", "til", "os", "mar", "ya", "shu", "abdul",
  "al-", "bin ", "ibn ", " ", " "];
const aName = fc.array(fc.constantFrom(...syllables), { minLength: 2, maxLength: 9 }).map((s) => s.join(""));

test("recomputes every score from its explanation alone, over invented names", () => {
  fc.assert(fc.property(fc.array(aName, { minLength: 3, maxLength: 20 }), aName, (names, asked) => {
    const index =
      buildIndex(names.map((n, i) => listed(`k${i}`, n, { birthOn: [`19${50 + i}-01-0${1 + (i % 9)}`] })));
    for (const c of search(index, person(asked, { birthOn: ["1955-01-06"] }), { thresholdBps: 1_000,
      limit: 50 })) {
      assert.equal(recompute(c.explanation), c.scoreBps);
    }
  }), { seed: 7, numRuns: 150 });
});

test("reads any text without failing, and offsets stay inside it", () => {
  fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 60 }), (raw) => {
    for (const run of runsOf(raw)) assert.ok(run.start >= 0 && run.start < run.end && run.end <= raw.length);
    for (const token of tokensOf(raw, "unknown")) assert.match(token.text, /^#?[a-z0-9]+$/);
  }), { seed: 11, numRuns: 500 });
});

test("cuts a name of a thousand words instead of failing", () => {
  const long = Array.from({ length: 1_000 }, (_, i) => `Word${i}`).join(" ");
  const index = buildIndex([listed("a", long), listed("b", "Zorvan Kelmandi")]);
  assert.deepEqual(keys(search(index, person("Zorvan Kelmandi"), ask)), ["b"]);
  assert.ok(search(index, person(long), ask).length <= 2);
});

test("an empty index and an unreadable name find nothing", () => {
  assert.deepEqual(search(buildIndex([]), person("Zorvan Kelmandi"), ask), []);
  assert.deepEqual(search(buildIndex([listed("a", "Zorvan Kelmandi")]), person("…"), ask), []);
});

test("reads country names as lists print them, and refuses what is no country", () => {
  assert.equal(countryCode("Congo, Democratic Republic of the"), "CD");
  assert.equal(countryCode("Democratic Republic of the Congo"), "CD");
  assert.equal(countryCode("Korea, North"), "KP");
  assert.equal(countryCode("fr"), "FR");
  assert.equal(countryCode("Region: somewhere"), null);
  assert.equal(countryCode("QQ"), null);
});
