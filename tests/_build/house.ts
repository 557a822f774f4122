/**
 * The whole product on a database of its own, with the demonstration's story in it, served on a loopback port. One per
 * test file: the story takes some seconds. People are entered as the evaluation's person switcher would.
 */
import { createServer } from "node:net";
import { join } from "node:path";
import type { TestContext } from "node:test";
import type { AccountId } from "../../src/kernel/ids.ts";
import type { Role } from "../../src/kernel/roles.ts";
import { evaluationSession } from "../../src/modules/access/index.ts";
import { withClient } from "../../src/ports/database/admin.ts";
import { setMark } from "../../src/ports/database/marks.ts";
import { readBuilt } from "../../src/ports/built.ts";
import { projectRoot } from "../../src/ports/project-root.ts";
import { sayings } from "../../src/ui/catalogue.ts";
import type { OpenWorld } from "../../src/faces/cli/open-world.ts";
import { evaluationPeople } from "../../src/faces/cli/evaluation/parts.ts";
import { serve, type Served } from "../../src/faces/cli/serve.ts";
import { playOthers, playPartnership, prepare } from "../../src/faces/cli/story/plot.ts";
import { silentTeller } from "../../src/faces/cli/story/teller.ts";
import { Stage } from "../../src/faces/cli/story/stage.ts";
import { leaveOneOfEach, nothingLeft, type Leftovers } from "./leftovers.ts";
import { aWorld, type TestWorld } from "./world.ts";

export interface House {
  readonly world: TestWorld;
  readonly stage: Stage;
  readonly served: Served;
  readonly address: string;
  readonly left: Leftovers;
  /** Everybody who holds the role, in the order of the person switcher. */
  accountsOf(role: Role): readonly AccountId[];
  cookieFor(account: AccountId): Promise<{ name: string; value: string }>;
  /** A session cookie of somebody who holds the role. */
  cookieOf(role: Role): Promise<{ name: string; value: string }>;
  accountOf(role: Role): AccountId;
}

/** @param until "prepared": people, lists and declarations only, for whoever walks the path in the test itself. */
export async function aHouse(t: TestContext, until: "prepared" | "told" = "told"): Promise<House> {
  const world = await aWorld(t);
  await withClient(world.adminUrl, (client) => setMark(client, "evaluation", "fictitious"));
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  world.configure({ address, adoptedLists: ["demo-un", "demo-ofac", "demo-own"], fictitious: true });
  const says = sayings({ catalogues: readBuilt(projectRoot()).catalogues, timeZone: "Europe/Paris" });
  const stage = new Stage(world, silentTeller, (lang) => says[lang], (ms) => world.clock.forward(ms));
  await prepare(stage);
  let left = nothingLeft;
  if (until === "told") {
    await playPartnership(stage);
    await playOthers(stage);
    left = await leaveOneOfEach(stage);
  }
  await stage.settle();
  // Browser, server and axe share this process and two processors: late is not what these tests are about.
  const served = await serve(openedFrom(world, port), { listen: true, idle: true, limits: { loopDelayMs: 0 } });
  t.after(() => served.stop());
  const people = await evaluationPeople(world);
  const accountsOf = (role: Role): AccountId[] =>
    people.filter((person) => person.role === role).map((person) => person.account as AccountId);
  const accountOf = (role: Role): AccountId => {
    const [found] = accountsOf(role);
    if (!found) throw new Error(`nobody in the house is ${role}`);
    return found;
  };
  const cookieFor = async (account: AccountId): Promise<{ name: string; value: string }> => {
    const session = await evaluationSession(world, account);
    if (!session.ok) throw new Error(`no session for ${account}: ${session.error.code}`);
    return { name: "entente-session", value: session.value.token };
  };
  return {
    world, stage, served, address, left, accountsOf, accountOf, cookieFor,
    cookieOf: async (role) => cookieFor(accountOf(role)),
  };
}

function openedFrom(world: TestWorld, port: number): OpenWorld {
  const { state, log, root } = world.folders;
  return {
    world,
    open: { database: world.database, adminUrl: world.adminUrl, server: null, applied: [], close: async () => {} },
    config: {
      mode: "evaluation", root, state, log, keys: join(state, "keys"), blobs: join(state, "blobs"),
      outbox: join(state, "outbox"), host: "127.0.0.1", port, address: null, organisationFile: null,
      database: { kind: "embedded", pgBin: undefined }, mail: { smtpUrl: null, from: "entente@localhost.example" },
      metricsToken: null,
    },
    refresh: async () => {},
    close: async () => {},
  };
}

function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const bound = server.address();
      server.close(() => done(typeof bound === "object" && bound ? bound.port : 0));
    });
  });
}
