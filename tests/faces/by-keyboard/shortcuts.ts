import assert from "node:assert/strict";
import type { Walk } from "./walk.ts";

/** "/" leads to the search and "?" to the page of keys; switched off they do nothing, switched on again they work. */
export async function switchesSingleKeys(walk: Walk): Promise<void> {
  const { say } = walk;
  const questionMark = walk.tale.lang === "ar" ? "؟" : "?"; // as the reader's own keyboard has it
  const hand = await walk.person("officer");
  const search = async (): Promise<boolean> => {
    await hand.keys("/");
    const now = await hand.hear();
    return now.role === "searchbox" && now.name === say("desk.search");
  };
  const toTheSwitch = async (button: string): Promise<void> => {
    await walk.person("officer");
    await hand.follow(say("shortcuts.title"), say("shortcuts.title"));
    await hand.pressHere(say(button));
  };

  assert.ok(await search(), "/ leads to the search");
  await hand.keys("/");
  assert.equal((await hand.hear()).value, "/", "where one types, a key is a letter");
  await walk.person("officer");
  await hand.keysTo(questionMark, say("shortcuts.title"));
  await hand.pressHere(say("shortcuts.off"));
  await hand.stays(say("shortcuts.on"));
  assert.ok((await hand.read()).includes(say("shortcuts.answer.off")));

  await walk.person("officer");
  const before = await hand.hear();
  assert.equal(await search(), false, "/ does nothing once it is switched off");
  assert.deepEqual(await hand.hear(), before, "the focus stays where it was");
  await hand.keys(questionMark);
  await hand.stays(before.name);
  assert.equal(await hand.page.title(), say("ui.title", { title: say("desk.title"), organisation: hand.organisation }));

  await toTheSwitch("shortcuts.on");
  await hand.stays(say("shortcuts.off"));
  await walk.person("officer");
  assert.ok(await search(), "/ leads to the search again");
}
