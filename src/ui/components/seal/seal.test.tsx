import assert from "node:assert/strict";
import { test } from "node:test";
import { htmlOf } from "../../../../tests/_build/reader.ts";
import { Rosette, Seal } from "./seal.tsx";

const commitment = "6d1f0a44b3c29e77aa01f2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f607";

test("the drawing is hidden from screen readers and its text twin is not", () => {
  const html = htmlOf(<Seal commitment={commitment} state="sealed" number={7} to="/log/entries/7" />);
  assert.match(html, /<svg[^>]*aria-hidden="true"/);
  assert.match(html, /recorded in the log<\/span><span>entry 7<\/span><a class="link" href="\/log\/entries\/7">/);
});

test("until it is in the log the seal says so", () => {
  assert.match(htmlOf(<Seal commitment={commitment} state="recording" />, "fr"), /inscription au registre de preuve en cours/);
});

test("withdrawn breaks the ring: the circle is gone, an open arc stands instead", () => {
  const broken = htmlOf(<Rosette commitment={commitment} state="broken" />);
  assert.doesNotMatch(broken, /<circle/);
  assert.match(htmlOf(<Rosette commitment={commitment} state="sealed" />), /<circle/);
});

test("the whole drawing weighs at most 1.5 kB", () => {
  assert.ok(htmlOf(<Rosette commitment={commitment} state="sealed" />).length <= 1_536);
});
