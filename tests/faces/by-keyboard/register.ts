import assert from "node:assert/strict";
import type { Walk } from "./walk.ts";

/** The editor reads what the public will read, and publishes it for ever. */
export async function publishes(walk: Walk): Promise<void> {
  const { say, tale } = walk;
  const editor = await walk.person("editor");
  await editor.follow(say("register.task.publish"), tale.name);
  assert.ok((await editor.read()).includes(tale.words.offer), "the editor sees what will be public");
  // Until the sequencer has come by, the page of the desk has no public entry to name itself after.
  await editor.act(say("register.desk.publish"), say("register.desk.title"));
  await walk.settle();
}

/** A citizen without an account finds the entry, opens its proof, and has the whole register checked in the browser. */
export async function isReadByThePublic(walk: Walk): Promise<void> {
  const { say, tale, house } = walk;
  const hand = await walk.stranger("citizen");
  await hand.open(`${house.address}/`, say("home.title"));
  await hand.follow(say("home.register"), say("register.title"));
  await hand.follow(tale.name, tale.name);
  const entry = await hand.read();
  assert.ok(entry.includes(tale.words.offer), "what was given is read");
  assert.ok(entry.includes(say.country(tale.country)), "and by whom");
  await hand.follow(say("ui.seal.check"), say("register.proof.title"));
  const leaf = /entries\/(\d+)/.exec(await hand.read())?.[1] ?? "";
  const proof = await hand.download(`${leaf}.tlog-proof`);
  assert.match(proof, /^c2sp\.org\/tlog-proof@v1\n/, "the proof is a file for anybody's verifier");

  await hand.open(`${house.address}/register`, say("register.title"));
  await hand.follow(say("register.check.link"), say("register.check.link"));
  await hand.pressHere(say("register.check.start"));
  await hand.waitFor(say("register.check.holds"));
  await hand.stays(say("register.check.start"));
}
