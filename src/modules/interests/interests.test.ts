import assert from "node:assert/strict";
import { test } from "node:test";
import { anActor } from "../../../tests/_build/actors.ts";
import { aWorld } from "../../../tests/_build/world.ts";
import { plusMonths, instant } from "../../kernel/instants.ts";
import type { PartnerId } from "../../kernel/ids.ts";
import { perform } from "../log/index.ts";
import { declareInterests } from "./declare-interests.ts";
import { mayAct } from "./index.ts";

const file: PartnerId = "prt_00000000000000000000000001";
const year = { file: null, grounds: [], note: "" };

test("a declaration counts for twelve months to the millisecond, and no longer", async (t) => {
  const world = await aWorld(t);
  const decider = await anActor(world, { roles: ["secretary-general"] });
  const at = world.clock.now();
  const guard = (when: number) =>
    world.database.read((tx) =>
      mayAct(tx, { person: decider.personId, file, at: instant(when), months: 12 }),
    );
  assert.equal((await guard(at))?.code, "interests/declaration-expired");
  assert.ok((await perform(world, decider, declareInterests, year)).ok);
  assert.equal(await guard(plusMonths(at, 12)), null);
  assert.equal((await guard(plusMonths(at, 12) + 1))?.code, "interests/declaration-expired");
});

test("who names an interest in a file does not act on it, until they declare otherwise", async (t) => {
  const world = await aWorld(t);
  const auditor = await anActor(world, { roles: ["internal-auditor"] });
  await perform(world, auditor, declareInterests, year);
  const guard = () =>
    world.database.read((tx) =>
      mayAct(tx, { person: auditor.personId, file, at: world.clock.now(), months: 12 }),
    );
  const named = await perform(world, auditor, declareInterests, {
    file,
    grounds: ["shares"],
    note: "forty shares since 2025",
  });
  assert.ok(named.ok, JSON.stringify(named));
  assert.deepEqual(await guard(), {
    kind: "refused",
    code: "interests/has-interest",
    clauses: ["R23.2"],
    facts: {},
  });
  world.clock.forward(1_000);
  await perform(world, auditor, declareInterests, { file, grounds: [], note: "sold" });
  assert.equal(await guard(), null);
});

test("an interest without words is refused, and so is a partner who declares", async (t) => {
  const world = await aWorld(t);
  const auditor = await anActor(world, { roles: ["internal-auditor"] });
  const short = await perform(world, auditor, declareInterests, {
    file: null,
    grounds: ["gift"],
    note: "pen",
  });
  assert.equal(short.ok ? "" : short.error.code, "interests/say-which");
  const contact = await anActor(world, { roles: ["partner-contact"] });
  const outsider = await perform(world, contact, declareInterests, year);
  assert.equal(outsider.ok ? "" : outsider.error.code, "log/not-your-role");
});
