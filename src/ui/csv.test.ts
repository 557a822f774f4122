import assert from "node:assert/strict";
import { test } from "node:test";
import { csvCell, csvText } from "./csv.ts";

test("a cell that a spreadsheet would run is shown as text", () => {
  for (const text of ["=1+1", "+CMD", "@SUM(A1)", "-2+3", "\t=1", " =1", "＝1", "\r=1"]) {
    assert.match(csvCell(text), /^"?'/, JSON.stringify(text));
  }
});

test("an amount stays a number, also a negative one", () => {
  assert.equal(csvCell("-12.50"), "-12.50");
  assert.equal(csvCell("1200"), "1200");
});

test("quotes, commas and line ends survive a round trip", () => {
  assert.equal(csvText([["a,b", 'say "no"', "x\ny"]]), '\ufeff"a,b","say ""no""","x\ny"\r\n');
});
