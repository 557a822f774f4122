// Goal: whatever step of the sequencer fails, before or after it has happened, the next run makes the log
// whole. Method: each named crash point throws, each write of a file fails (not done, and done but reported
// as failed), and a child process is killed with SIGKILL at each crash point. This file is its own child: see
// the last lines.
import assert from "node:assert/strict";
import { fork } from "node:child_process";
import { createHmac } from "node:crypto";
import { test } from "node:test";
import { sequence, type CrashPoint } from "../../src/modules/log/sequencer.ts";
import { partsOf } from "../../src/ports/database/admin.ts";
import { connect } from "../../src/ports/database/connect.ts";
import { loginsFrom, urlsOf } from "../../src/ports/database/logins.ts";
import { keysFrom, newSecrets } from "../../src/ports/keys-files.ts";
import { aBell, record } from "../_build/log/bells.ts";
import { assertGapless, wholeLog } from "../_build/log/whole-log.ts";
import { aWorld, memoryWorld, type TestWorld } from "../_build/world.ts";
import { DiskGone, HostileLogStore } from "../hostile/log-store.ts";

const points: readonly CrashPoint[] = [
  "before-place", "after-place", "before-tile", "after-tile", "before-keep", "after-keep", "before-publish",
  "after-publish",
];

/** 250 leaves are published; 10 more will complete one tile and begin the next. */
async function aGrowingLog(world: TestWorld): Promise<void> {
  await record(world, Array.from({ length: 250 }, () => aBell(world)));
  await sequence(world);
  await record(world, Array.from({ length: 10 }, () => aBell(world)));
}

/** What was published before the fault is still published and whole; the next run then finishes the work. */
async function assertRecovers(world: TestWorld): Promise<void> {
  const before = await wholeLog(world);
  assert.ok([250, 260].includes(before.leaves.length), `published ${before.leaves.length}`);
  await sequence(world);
  await assertGapless(world, 260);
  await record(world, [aBell(world)]);
  await sequence(world);
  await assertGapless(world, 261);
}

class Crash extends Error {}

function claims(): void {
  for (const point of points) {
    test(`continues after a failure ${point.replace("-", " ")}`, async (t) => {
      const world = await aWorld(t);
      await aGrowingLog(world);
      const crash = (at: CrashPoint): void => {
        if (at === point) throw new Crash(at);
      };
      await assert.rejects(sequence(world, { crash }), Crash);
      await assertRecovers(world);
    });
  }

  // Growing from 250 to 260 leaves writes five tiles and bundles, then the checkpoint: six files.
  for (const done of [false, true]) {
    const what = done ? "written but reported as failed" : "not written";
    test(`continues after each file that was ${what}`, async (t) => {
      for (let at = 1; at <= 6; at++) {
        const world = await aWorld(t);
        await aGrowingLog(world);
        const store = new HostileLogStore(world.folders.log, { at, done });
        await assert.rejects(sequence(world, { store }), DiskGone);
        assert.ok(store.failed);
        await assertRecovers(world);
      }
    });
  }

  for (const point of points) {
    test(`continues after kill -9 ${point.replace("-", " ")}`, async (t) => {
      const world = await aWorld(t);
      await aGrowingLog(world);
      assert.equal(await killedAt(world, point), "SIGKILL");
      await assertRecovers(world);
    });
  }
}

/**
 * Runs the sequencer in a process of its own, which kills itself at the point. Gives the signal that ended
 * it.
 */
function killedAt(world: TestWorld, point: CrashPoint): Promise<string | null> {
  const { origin, privateKey } = world.keys.logSigningKey();
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  const child = fork(process.argv[1] ?? "", [], {
    env: {
      ...env, LOG_CHILD_POINT: point, LOG_CHILD_URL: world.adminUrl, LOG_CHILD_STATE: world.folders.state,
      LOG_CHILD_ORIGIN: origin, LOG_CHILD_KEY: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    },
    execArgv: [], stdio: "ignore",
  });
  return new Promise((done) => child.on("exit", (_code, signal) => done(signal)));
}

async function beTheChild(point: string): Promise<void> {
  const env = (name: string): string => process.env[`LOG_CHILD_${name}`] ?? "";
  const { password } = partsOf(env("URL"));
  const logins = loginsFrom(
    "entente_test", (role) => createHmac("sha256", password).update(role).digest("hex"),
  );
  const database = connect({ urls: urlsOf(env("URL"), logins) });
  const keys = keysFrom({ ...newSecrets(env("ORIGIN")), logKeyPem: env("KEY") });
  const world = { ...memoryWorld(env("STATE"), "child"), keys, database };
  await sequence(world, { crash: (at) => void (at === point && process.kill(process.pid, "SIGKILL")) });
}

const childPoint = process.env["LOG_CHILD_POINT"];
if (childPoint === undefined) claims();
else await beTheChild(childPoint);
