import assert from "node:assert/strict";
import { acceptsTheLetter } from "./entering.ts";
import { stateOf } from "./contribution.ts";
import type { Walk } from "./walk.ts";

/** The contact invites whoever signs for the partner, who makes an account of their own and signs; then the organisation. */
export async function signs(walk: Walk): Promise<void> {
  const { say, tale: { contact, signatory }, house } = walk;
  const inviting = walk.hand("contact");
  await inviting.follow(contact.name, say("access.me.title"));
  await inviting.follow(say("access.colleagues.title"), say("access.colleagues.title"));
  await inviting.write(say("access.field.name"), signatory.name);
  await inviting.write(say("access.field.email"), signatory.email);
  await inviting.pick(say("access.field.lang"), say(`access.lang.${walk.tale.lang}`));
  await inviting.choose(say("access.colleagues.role"), say("role.partner-signatory"));
  await inviting.press(say("access.people.invite-button"), say("access.colleagues.title"));
  await walk.settle();

  const hand = await walk.stranger("signatory");
  hand.code = await acceptsTheLetter(walk, hand, signatory.email);
  await hand.follow(say("web.nav.agreements"), say("agreements.list"));
  await hand.follow(walk.tale.name, say("agreements.title"));
  walk.passHalfAMinute();
  house.world.clock.forward(300_000); // the gesture of signing in is over: signing asks for one of its own
  assert.equal(await hand.act(say("agreements.sign"), say("agreements.title")), "after a gesture");
  await walk.settle();

  const authority = await walk.person("secretary-general");
  await authority.follow(say("agreements.task.sign"), say("agreements.title"));
  await authority.act(say("agreements.sign"), say("agreements.title"));
  await walk.settle();
  assert.equal(await stateOf(walk), "agreed");
}
