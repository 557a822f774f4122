// Goal: what becomes public is judged by the regulation in force, on what is really on file. Method: events offer an
// entry as agreements do, the subscriber prepares it, and the editor's own deed publishes or is refused.
import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { sql } from "kysely";
import { anActor } from "../../../tests/_build/actors.ts";
import { anActivePartner, fromAbove, must, type BuiltPartner, type PartnerSpec } from "../../../tests/_build/partners.ts";
import { aWorld, type TestWorld } from "../../../tests/_build/world.ts";
import type { Actor } from "../../kernel/actor.ts";
import type { Refusal } from "../../kernel/refusal.ts";
import { ok, type Result } from "../../kernel/result.ts";
import { withClient } from "../../ports/database/admin.ts";
import { newId } from "../../ports/random.ts";
import { takeDuty } from "../access/index.ts";
import { eventsOf, foldedRegister, perform, settle } from "../log/index.ts";
import { publicProfile } from "../partners/index.ts";
import { subscribers, type PublicEntry } from "./index.ts";
import { publishEntry } from "./publish-entry.ts";
import { entryOfContribution, type RegisterEntry } from "./store.ts";
import { tasks } from "./tasks.ts";

interface Prepared {
  readonly world: TestWorld;
  readonly partner: BuiltPartner;
  readonly contribution: string;
}

/** An agreement came into force: its event offers this entry, as `agreements/bring-into-force.ts` does. */
async function prepared(
  t: TestContext, changes: Partial<PublicEntry> = {}, { contactName, ...spec }: PartnerSpec & { contactName?: string } = {},
): Promise<Prepared> {
  const world = await aWorld(t);
  const contact = await anActor(world, { roles: ["partner-contact"], ...(contactName ? { name: contactName } : {}) });
  const partner = await anActivePartner(world, { ...spec, contact });
  const contribution = newId(world.random, "ctr");
  must(await fromAbove(world, async (desk) => {
    const profile = await publicProfile(desk.tx, partner.partner);
    await desk.record({
      type: "agreement.in-force", subject: newId(world.random, "agr"), file: partner.partner, version: 1,
      body: {
        contribution,
        public: {
          partner: { ...profile }, kind: "funding", purpose: "Train officers to protect children online.",
          programme: "Safe childhood", valueMinor: "4999999", currency: "EUR", receivedMinor: "0", decidedBy: "director",
          decidedOn: "2027-03-02", articles: ["1", "4"], regulation: "2026.1", inForceOn: "2027-03-03",
          endsOn: "2029-05-31", ...changes,
        },
      },
    });
    return ok(null);
  }));
  await settle(world, subscribers);
  return { world, partner, contribution };
}

async function entryOf({ world, contribution }: Prepared): Promise<RegisterEntry> {
  const entry = await world.database.read((tx) => entryOfContribution(tx, contribution));
  assert.ok(entry, "an entry is prepared");
  return entry;
}

async function publish(of: Prepared, editor?: Actor): Promise<Result<unknown, Refusal>> {
  const { registerId, rowVersion } = await entryOf(of);
  const by = editor ?? await anActor(of.world, { roles: ["register-editor"] });
  return perform(of.world, by, publishEntry, { registerId, expectedVersion: rowVersion });
}

function brokenBy(result: Result<unknown, Refusal>): readonly string[] {
  assert.ok(!result.ok && result.error.kind === "refused", "a judged refusal was expected");
  assert.equal(result.error.code, "register/forbidden");
  return result.error.clauses ?? [];
}

test("an entry in force, listed and naming nobody is published, under the regulation that judged it", async (t) => {
  const of = await prepared(t);
  must(await publish(of));
  const { registerId } = await entryOf(of);
  await settle(of.world, subscribers);
  const register = await of.world.database.read((tx) => foldedRegister(tx));
  assert.equal(register.entries[0]?.versions[0]?.fields["purpose"], "Train officers to protect children online.");
  const [event] = await of.world.database.read((tx) => eventsOf({ tx, world: of.world }, { subject: registerId }, 5));
  assert.deepEqual([event?.type, event?.rules], ["register.published", "2026.1"]);
});

test("R40.5: an entry whose day of force is tomorrow is refused today and published tomorrow", async (t) => {
  const of = await prepared(t, { inForceOn: "2027-03-04" });
  const before = await entryOf(of);
  assert.deepEqual(brokenBy(await publish(of)), ["R40.5"]);
  assert.deepEqual(await entryOf(of), before, "a refusal changes nothing");
  of.world.clock.forward(24 * 3_600_000);
  must(await publish(of));
});

test("an agreement that has ended meanwhile is still shown: what was in force stays public", async (t) => {
  const of = await prepared(t, { endsOn: "2027-03-05" });
  of.world.clock.forward(10 * 24 * 3_600_000);
  must(await publish(of));
});

test("R40.2: a prepared field that is not on the allow-list stops the entry, and the page still shows the rest", async (t) => {
  const of = await prepared(t);
  const { registerId } = await entryOf(of);
  await of.world.database.transaction({ isolation: "read-committed" }, (tx) => sql`update register.entries
    set draft = jsonb_set(draft || '{"contact": "x"}', '{partner,phone}', '"0"') where register_id = ${registerId}`.execute(tx));
  const entry = await entryOf(of);
  assert.deepEqual([...entry.outsideList].sort(), ["contact", "partner.phone"]);
  assert.equal(Object.hasOwn(entry.draft ?? {}, "contact"), false);
  assert.deepEqual(brokenBy(await publish(of)), ["R40.2"]);
});

for (const [who, purpose] of [
  ["an officer of the partner's file", "Train officers; led by Camille Exemple."],
  ["the same, the family name first and in capitals", "Contact: EXEMPLE, Camille (director)."],
] as const) {
  test(`R40.2: a text that names ${who} is not published`, async (t) => {
    assert.deepEqual(brokenBy(await publish(await prepared(t, { purpose }))), ["R40.2"]);
  });
}

test("R40.2: a text that names somebody of the partner's accounts is not published", async (t) => {
  const of = await prepared(t, { programme: "Safe childhood, by Robin Muster" }, { contactName: "Robin Muster" });
  assert.deepEqual(brokenBy(await publish(of)), ["R40.2"]);
});

test("R40.2: a name is nobody's until its bearer takes a duty on the file, and is not published from then on", async (t) => {
  const programme = "Seen by Dana Beispiel";
  must(await publish(await prepared(t, { programme })));
  const of = await prepared(t, { programme });
  const analyst = await anActor(of.world, { roles: ["diligence-analyst"], name: "Dana Beispiel" });
  must(await fromAbove(of.world, async (desk) => {
    assert.equal(await takeDuty({ ...desk, actor: analyst }, { file: of.partner.partner, duty: "analyse" }), null);
    await desk.record({ type: "test.examined", subject: of.partner.partner, body: {} });
    return ok(null);
  }));
  assert.deepEqual(brokenBy(await publish(of)), ["R40.2"]);
});

test("a legal person called after somebody keeps its name in public", async (t) => {
  const of = await prepared(t, { purpose: "Fondation Camille Exemple funds a training." }, { name: "Fondation Camille Exemple" });
  must(await publish(of));
});

test("R40.1: an entry that is late is told to those who answer for it and to those who watch, until it is published", async (t) => {
  const of = await prepared(t);
  const { world } = of;
  const keysOf = async (actor: Actor) => (await world.database.read((tx) => tasks({
    tx, actor, world, organisation: world.organisation(), now: () => world.clock.now(),
  }))).map((task) => task.key);
  const watchers = [await anActor(world, { roles: ["secretary-general"] }), await anActor(world, { roles: ["internal-auditor"] })];
  const analyst = await anActor(world, { roles: ["diligence-analyst"] });
  const editor = await anActor(world, { roles: ["register-editor"] });
  const all = async () => Promise.all([...watchers, analyst, editor].map(keysOf));
  assert.deepEqual(await all(), [[], [], [], ["register.task.publish"]]);
  world.clock.forward((await entryOf(of)).dueAt - world.clock.now());
  assert.deepEqual(await all(), [["register.task.late"], ["register.task.late"], [], ["register.task.publish"]]);
  must(await publish(of, editor));
  assert.deepEqual(await all(), [[], [], [], []]);
});

test("R40.4: what was published is not taken out or changed, whoever asks the database", async (t) => {
  const of = await prepared(t);
  must(await publish(of));
  const attempt = (statement: string) => withClient(of.world.adminUrl, (client) => client.query(statement));
  for (const statement of [
    "delete from register.versions", "update register.versions set fields = '{}'", "truncate register.versions",
  ]) await assert.rejects(attempt(statement), /final|never|append-only|permission|published/, statement);
  const { entries } = await of.world.database.read((tx) => foldedRegister(tx));
  assert.equal(entries.length, 0, "nothing is in the log before it was settled");
  await settle(of.world, subscribers);
  assert.equal((await of.world.database.read((tx) => foldedRegister(tx))).entries.length, 1);
});
