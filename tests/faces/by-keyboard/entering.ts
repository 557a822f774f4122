import assert from "node:assert/strict";
import { Secret, TOTP } from "otpauth";
import { storyPassword } from "../../../src/faces/cli/story/cast.ts";
import type { Hand } from "../../_build/hand.ts";
import type { Walk } from "./walk.ts";

/** An account by mail, a password and a one-time code made on the letter's page; out, and in again with both. */
export async function opensAnAccount(walk: Walk): Promise<void> {
  const { say, tale: { contact }, house } = walk;
  const hand = await walk.stranger("contact");
  await hand.open(`${house.address}/`, say("home.title"));
  await hand.follow(say("home.apply"), say("partners.welcome.title"));
  await hand.follow(say("partners.welcome.join"), say("access.join.title"));
  // Nothing typed: the summary is heard, its link leads to the field, and the field says that it is wrong.
  await hand.pressInVain(say("access.join.button"), 2);
  const line = say("ui.faults.line", { label: say("access.field.your-name"), fault: say("fault.text-empty") });
  const faulty = await hand.toFault(line);
  assert.deepEqual([faulty.role, faulty.name, faulty.isInvalid], ["textbox", say("access.field.your-name"), true]);
  await hand.keys(contact.name);
  await hand.write(say("access.field.email"), contact.email);
  await hand.press(say("access.join.button"), say("access.join.sent"));
  await walk.settle();

  const code = await acceptsTheLetter(walk, hand, contact.email);
  assert.match(await hand.page.title(), new RegExp(say("partners.my-file.title")));
  await hand.follow(contact.name, say("access.me.title"));
  await hand.press(say("ui.button.sign-out"), say("access.sign-in.title"));
  walk.passHalfAMinute();
  await hand.write(say("access.field.email"), contact.email);
  await hand.write(say("access.field.password"), storyPassword);
  await hand.write(say("access.field.code"), code());
  await hand.press(say("ui.button.sign-in"), say("partners.my-file.title"));
}

/** Makes password and code behind the link of the newest letter. Returns the app that tells the next code. */
export async function acceptsTheLetter(walk: Walk, hand: Hand, email: string): Promise<() => string> {
  const { say, house } = walk;
  const link = /https?:\/\/\S+\/link\/[A-Za-z0-9_-]{43}/.exec(walk.letterTo(email))?.[0] ?? "";
  await hand.open(link, say("access.link.title"));
  const secret = /[A-Z2-7]{4}(?: [A-Z2-7]{4}){7}/.exec(await hand.read())?.[0] ?? "";
  const app = new TOTP({ algorithm: "SHA1", digits: 6, period: 30, secret: Secret.fromBase32(secret.replaceAll(" ", "")) });
  const code = (): string => app.generate({ timestamp: house.world.clock.now() });
  await hand.write(say("access.field.new-password"), storyPassword);
  await hand.write(say("access.field.code"), code());
  await hand.press(say("access.link.password-button"));
  return code;
}
