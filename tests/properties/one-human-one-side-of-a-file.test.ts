// Goal (R24.1, S1–S18): no sequence of duties, role changes, second accounts and found identities gives one human two
// duties of a file that exclude each other. Method: random steps through the deeds people use, checked after each step
// against the table, over whoever is one human by then. The seed is printed when it fails.
import assert from "node:assert/strict";
import { test } from "node:test";
import { sql } from "kysely";
import fc from "fast-check";
import { z } from "zod";
import type { Actor } from "../../src/kernel/actor.ts";
import type { PartnerId, PersonId } from "../../src/kernel/ids.ts";
import { no, ok } from "../../src/kernel/result.ts";
import { roles } from "../../src/kernel/roles.ts";
import { duties, neededDuties, separation, takeDuty, type Duty } from "../../src/modules/access/index.ts";
import { deeds as accessDeeds } from "../../src/modules/access/index.ts";
import { deed, perform } from "../../src/modules/log/index.ts";
import { newId } from "../../src/ports/random.ts";
import { anActor } from "../_build/actors.ts";
import { aWorld, type TestWorld } from "../_build/world.ts";

type Step =
  | { readonly kind: "duty"; readonly who: number; readonly file: number; readonly duty: Duty }
  | { readonly kind: "account"; readonly who: number; readonly duty: Duty } // another account, with a role for that duty
  | { readonly kind: "identity"; readonly who: number; readonly document: number };

const small = fc.nat(1); // few documents, so that rows are found to be one human often
const anyDuty = fc.constantFrom(...duties);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant("duty" as const), who: fc.nat(7), file: fc.nat(1), duty: anyDuty }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("account" as const), who: fc.nat(7), duty: anyDuty }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("identity" as const), who: fc.nat(7), document: small }) },
);

function taking(file: PartnerId, duty: Duty) {
  return deed({
    name: "access.take-in-property", who: roles, isolation: "serializable", ask: z.strictObject({}),
    async perform(desk) {
      const refusal = await takeDuty(desk, { file, duty });
      if (refusal) return no(refusal);
      await desk.record({ type: "duty.taken", subject: file, file, body: { duty } });
      return ok(true);
    },
  });
}

const verify = accessDeeds.find((one) => one.name === "access.verify-person");

interface Taken {
  readonly file: string;
  readonly duty: Duty;
  readonly human: string;
  readonly at: number;
}

function history(world: TestWorld): Promise<Taken[]> {
  return world.database.read(async (tx) => (await sql<Taken>`
    select d.file, d.duty, coalesce(p.same_as, d.person_id) as human, d.taken_at as at
    from access.duties d left join access.persons p on p.id = d.person_id`.execute(tx)).rows);
}

/** Pairs of one human on one file that the table excludes. */
function broken(rows: readonly Taken[]): string[] {
  return rows.flatMap((one) => rows
    .filter((other) => other.human === one.human && other.file === one.file)
    .filter((other) => separation.some((row) => row.a === one.duty && row.b === other.duty))
    .map((other) => `${one.human} ${one.file} ${one.duty}+${other.duty}`));
}

test("no sequence of steps gives one human two duties that exclude each other on a file", async (t) => {
  const world = await aWorld(t);
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 40 }), async (steps) => {
    const files = [newId(world.random, "prt"), newId(world.random, "prt")] as const;
    const officer = await anActor(world, { roles: ["human-resources"] });
    const people: Actor[] = [await anActor(world, { roles: ["partnership-officer"] }), await anActor(world)];
    const documents = newId(world.random, "prt").slice(4);
    let known = new Set(broken(await history(world)));
    for (const one of steps) {
      const who = people[one.who % people.length];
      if (!who || !verify) continue;
      if (one.kind === "account") {
        const needed = neededDuties.find((row) => row.duty === one.duty);
        people.push(await anActor(world, { roles: needed ? [...needed.roles] : [], personId: who.personId as PersonId }));
        people.push(await anActor(world, { roles: needed ? [...needed.roles] : [] }));
      }
      if (one.kind === "duty") {
        await perform(world, { ...who, roles: ["partnership-officer"] }, taking(files[one.file] ?? files[0], one.duty), {});
      }
      if (one.kind === "identity") {
        await perform(world, officer, verify, {
          person: who.personId, documentCountry: "FR", documentNumber: `${documents}${one.document}`,
          expectedVersion: await versionOf(world, who),
        });
      }
      const now = broken(await history(world));
      // Joining two rows reveals what was done before; from then on nothing is added.
      if (one.kind === "identity") known = new Set([...known, ...now]);
      assert.deepEqual(now.filter((pair) => !known.has(pair)), [], JSON.stringify(one));
    }
  }), { numRuns: 20 });
});

function versionOf(world: TestWorld, who: Actor): Promise<number> {
  return world.database.read(async (tx) => {
    const { rows } = await sql<{ version: number }>`select k.version from access.persons p
      join access.persons k on k.id = coalesce(p.same_as, p.id) where p.id = ${who.personId}`.execute(tx);
    return rows[0]?.version ?? 1;
  });
}
