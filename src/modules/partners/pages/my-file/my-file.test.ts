import assert from "node:assert/strict";
import { test } from "node:test";
import { visit } from "../../../../../tests/_build/pages.ts";
import { aSubmitted } from "../../../../../tests/_build/partners.ts";
import { aWorld } from "../../../../../tests/_build/world.ts";
import * as door from "../../index.ts";

test("a partner reads beforehand what the public will read: the fields of its profile, and nothing of its people", async (t) => {
  const world = await aWorld(t);
  const submitted = await aSubmitted(world);
  const home = await visit(world, door, "/my-file", { actor: submitted.contact, lang: "en" });
  const preview = home.html.slice(home.html.indexOf("What the public will read about you")).split("</dl>")[0] ?? "";
  assert.match(preview, /Protection of children\./, "the objective it wrote");
  assert.match(preview, /Fondation Exemplaire/, "its name");
  assert.match(preview, /France/, "its country");
  assert.match(preview, /fondation/, "its legal form");
  assert.doesNotMatch(preview, /Camille/, "no natural person is published");
});
