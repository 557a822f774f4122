// Goal: who has too few people, and who may not act any more, can be read. Method: few people, one duty taken on one file;
// the two pages are read as those concerned see them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { anActor } from "../../../../../tests/_build/actors.ts";
import { visit, type Seen } from "../../../../../tests/_build/pages.ts";
import { fromAbove, must } from "../../../../../tests/_build/partners.ts";
import { aWorld, type TestWorld } from "../../../../../tests/_build/world.ts";
import type { Actor } from "../../../../kernel/actor.ts";
import type { PartnerId } from "../../../../kernel/ids.ts";
import type { Lang } from "../../../../kernel/lang.ts";
import { no, ok } from "../../../../kernel/result.ts";
import { newId } from "../../../../ports/random.ts";
import { deeds, questions } from "../../contents.ts";
import type { Duty } from "../../duties/separation.ts";
import { takeDuty } from "../../duties/take-duty.ts";
import { bindFile } from "../../people/store-files.ts";
import { pages } from "../pages.ts";

function see(world: TestWorld, path: string, actor: Actor, lang: Lang = "en"): Promise<Seen> {
  return visit(world, { pages, deeds, questions }, path, { actor, lang });
}

async function aFile(world: TestWorld, name: string): Promise<PartnerId> {
  const file = newId(world.random, "prt");
  await world.database.transaction({ isolation: "read-committed" }, (tx) =>
    bindFile(tx, { file, country: "FR", name, at: world.clock.now() }));
  return file;
}

async function take(world: TestWorld, actor: Actor, file: PartnerId, duty: Duty): Promise<void> {
  must(await fromAbove(world, async (desk) => {
    const refusal = await takeDuty({ ...desk, actor }, { file, duty });
    if (refusal) return no(refusal);
    await desk.record({ type: "duty.taken", subject: file, file, body: { duty } });
    return ok(1);
  }));
}

/** The words of the table's row that begins with `head`. */
function row({ html }: Seen, head: string): string {
  const found = html.split("<tr").find((one) => one.includes(`>${head}<`)) ?? "";
  return found.replace(/^[^>]*>/, "").replace(/<[^>]+>/g, " ").replace(/\s+/g, " ").trim();
}

test("the page of duties says how many of a committee are there, who is nobody, and which file is stopped", async (t) => {
  const world = await aWorld(t);
  const reader = await anActor(world, { roles: ["compliance-officer"] });
  for (const role of ["ethics-chair", "executive-member", "executive-member"] as const) await anActor(world, { roles: [role] });
  const both = await anActor(world, { roles: ["diligence-analyst", "diligence-reviewer"], name: "Rania Numoodhaj" });
  const file = await aFile(world, "Fondation Exemplaire");
  await take(world, both, file, "analyse");
  const seen = await see(world, "/people/duties", reader);
  assert.match(row(seen, "Give the ethics opinion"), /1 of 4 needed/);
  assert.match(row(seen, "Decide as a committee"), /2 of 3 needed/);
  assert.match(row(seen, "Post the entry"), /nobody/);
  assert.match(row(seen, "Review the analysis"), /Rania Numoodhaj .*Fondation Exemplaire$/, "the only reviewer analysed this file");
  assert.doesNotMatch(row(seen, "Analyse the case"), /Fondation Exemplaire/, "what was done stops nothing");
  assert.match(seen.html, /one file under way is stopped/);
  world.configure({ parameters: { "executiveCommittee.quorum": 5 } });
  assert.match(row(await see(world, "/people/duties", reader, "fr"), "Décider en comité"), /2 sur 5 nécessaires/);
  assert.match((await see(world, "/people/duties", reader, "ar")).html, /2 من 5 مطلوبين/);
});

test("my own page says what I may do, which roles mine exclude, and what I may not do any more on which file, and why", async (t) => {
  const world = await aWorld(t);
  const me = await anActor(world, { roles: ["diligence-analyst", "diligence-reviewer"] });
  const file = await aFile(world, "Fondation Exemplaire");
  await take(world, me, file, "analyse");
  const seen = await see(world, "/me", me);
  const line = row(seen, "Fondation Exemplaire") || row(seen, file);
  assert.match(line, /Analyse the case, /, "what I did");
  assert.match(line, /Review the analysis: no, because of “Analyse the case” \(rule S2\)/, "what that excludes");
  assert.doesNotMatch(line, /Issue the due diligence conclusion/, "a duty none of my roles allows needs no reason");
  assert.match(seen.html, /<summary[^>]*>(?:<[^>]+>)*S\d+ · [^<]+/, "the rule that keeps roles apart, with its roles");
  const other = await see(world, "/me", await anActor(world, { roles: ["diligence-analyst"] }));
  assert.doesNotMatch(other.html, /Fondation Exemplaire/);
});
