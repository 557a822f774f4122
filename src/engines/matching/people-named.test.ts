// Goal: a public text that names one of the persons we know is found, in every script, and nothing else is.
import assert from "node:assert/strict";
import { test } from "node:test";
import { namesOneOf } from "./people-named.ts";

const cases: readonly (readonly [claim: string, text: string, person: string, named: boolean])[] = [
  ["the name as it is written", "Chaired by Camille Exemple.", "Camille Exemple", true],
  ["another case, order and punctuation", "Chair: EXEMPLE, Camille", "Camille Exemple", true],
  ["marks left out", "Chair: Zoe Mustermann", "Zoé Müstermann", true],
  ["Arabic, with and without vowel marks", "يرأسها سَمِير المِثال منذ 2020", "سمير المثال", true],
  ["a script without spaces", "理事会由例田太郎主持", "例田太郎", true],
  ["one word of two", "Camille chairs the board.", "Camille Exemple", false],
  ["both words, apart", "Camille works; Exemple is a town.", "Camille Exemple", false],
  ["a name inside a longer word", "Camille Exempleville", "Camille Exemple", false],
  ["no text", "", "Camille Exemple", false],
  ["no name", "Board of nine members.", " - ", false],
];

for (const [claim, text, person, named] of cases) {
  test(`people named: ${claim}`, () => {
    assert.equal(namesOneOf(text, { people: ["Nobody Else", person], legal: [] }), named);
  });
}

test("people named: a legal person called after somebody is read over, and the somebody beside it is not", () => {
  const of = { people: ["Camille Exemple"], legal: ["Fondation Camille Exemple"] };
  assert.equal(namesOneOf("Fondation Camille Exemple funds training.", of), false);
  assert.equal(namesOneOf("Fondation Camille Exemple, founded by Camille Exemple.", of), true);
});

test("people named: a short name of the legal person does not hide a person who bears the word", () => {
  assert.equal(namesOneOf("Led by Camille Exemple.", { people: ["Camille Exemple"], legal: ["Exemple"] }), true);
});
