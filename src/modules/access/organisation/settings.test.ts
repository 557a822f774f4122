import assert from "node:assert/strict";
import { test } from "node:test";
import { anActor } from "../../../../tests/_build/actors.ts";
import { exampleOrganisation } from "../../../../tests/_build/organisation.ts";
import { aWorld } from "../../../../tests/_build/world.ts";
import { ask, perform } from "../../log/index.ts";
import { confirmSettings, declineSettings, loadOrganisation, proposeSettings } from "./change-settings.ts";
import { settingsQuestion } from "./questions.ts";
import { settingsChanges } from "./settings.ts";

const reason = "the General Assembly adopted the new budget";

test("two people change the organisation, every version is kept, and the file's values stay beneath", async (t) => {
  const world = await aWorld(t);
  const one = await anActor(world, { roles: ["system-administrator"] });
  const two = await anActor(world, { roles: ["executive-secretary"] });
  const changes = { yearlyIncomeMinor: "16000000000", holidays: ["2028-01-01"] };
  const done = await perform(world, one, proposeSettings, { changes, reason });
  assert.ok(done.ok, JSON.stringify(done));
  assert.deepEqual(await loadOrganisation(world, exampleOrganisation), exampleOrganisation);
  const alone = await perform(world, one, confirmSettings, { expectedVersion: 1 });
  assert.equal(alone.ok ? "ok" : alone.error.code, "access/two-persons");
  assert.ok((await perform(world, two, confirmSettings, { expectedVersion: 1 })).ok);
  const now = await loadOrganisation(world, exampleOrganisation);
  assert.equal(now.yearlyIncomeMinor, 16_000_000_000n);
  assert.deepEqual(now.holidays, ["2028-01-01"]);
  assert.deepEqual(now.name, exampleOrganisation.name);
  assert.equal(now.version, 2);
  world.configure(now);
  assert.ok((await perform(world, two, proposeSettings, { changes: { timeZone: "Europe/Madrid" }, reason })).ok);
  assert.ok((await perform(world, one, confirmSettings, { expectedVersion: 2 })).ok);
  const later = await loadOrganisation(world, exampleOrganisation);
  assert.deepEqual([later.timeZone, later.yearlyIncomeMinor], ["Europe/Madrid", 16_000_000_000n]);
  const versions = await ask(world, one, settingsQuestion, {});
  assert.deepEqual(versions?.map((v) => v.state), ["in-force", "superseded"]);
});

test("one proposal at a time; it can be declined; nothing proposed is nothing", async (t) => {
  const world = await aWorld(t);
  const one = await anActor(world, { roles: ["system-administrator"] });
  const same = await perform(world, one, proposeSettings, { changes: { timeZone: "Europe/Paris" }, reason });
  assert.equal(same.ok ? "ok" : same.error.kind, "fault");
  assert.ok((await perform(world, one, proposeSettings, { changes: { timeZone: "Europe/Madrid" }, reason })).ok);
  const second = await perform(world, one, proposeSettings, { changes: { timeZone: "Asia/Tokyo" }, reason });
  assert.equal(second.ok ? "ok" : second.error.code, "access/settings-waiting");
  assert.ok((await perform(world, one, declineSettings, { expectedVersion: 1 })).ok);
  assert.deepEqual(await loadOrganisation(world, exampleOrganisation), exampleOrganisation);
});

test("unreadable settings are refused before anybody can confirm them", () => {
  const bad: readonly object[] = [
    { address: "https://evil.example.org" }, { fictitious: false }, { timeZone: "Mars/Olympus" }, { holidays: ["2027-02-30"] },
    { yearlyIncomeMinor: "1.5" }, { emblemSvg: "<svg onload='x()'/>" }, { authenticLang: "de" }, { parameters: { a: 1.5 } },
    { exchangeRates: [{ from: "USD", rateMicro: "0", day: "2027-01-01", source: "none" }] }, { name: { en: "Only English" } },
  ];
  for (const changes of bad) assert.equal(settingsChanges.safeParse(changes).success, false, JSON.stringify(changes));
});
