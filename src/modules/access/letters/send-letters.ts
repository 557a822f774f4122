import { plusMs } from "../../../kernel/instants.ts";
import type { Lang } from "../../../kernel/lang.ts";
import { readMark } from "../../../ports/database/marks.ts";
import type { World } from "../../../ports/world.ts";
import type { Say } from "../../../ui/say.ts";
import { lettersDue, markFailed, markSent, type QueuedLetter } from "./store-letters.ts";

const triesMax = 8;
const minuteMs = 60_000;

/** One letter as it leaves: the neutral sentence, where to read on, who writes. Nothing of the file. */
export function letterText(world: World, letter: QueuedLetter, say: Say): { subject: string; text: string } {
  const organisation = world.organisation();
  const path = letter.sealedLink ? linkOf(world, letter) : letter.path;
  const words = [
    say(letter.about), `${organisation.address}${path}`, say("access.letter.why"), organisation.name[letter.lang],
  ];
  if (organisation.fictitious) words.push(say("access.letter.fictitious"));
  return { subject: say("access.letter.subject", { organisation: organisation.shortName }), text: words.join("\n\n") };
}

function linkOf(world: World, letter: QueuedLetter): string {
  const opened = letter.sealedLink && world.keys.open(letter.sealedLink, `access/letter/${letter.id}`);
  return opened ? Buffer.from(opened).toString() : "/sign-in";
}

/**
 * Sends what is due, in each reader's language; called by the worker. A letter that fails is tried again after longer
 * and longer waits, eight times in about four hours, then given up and shown so. The message id is the letter's, so that a
 * retry after a lost answer is the same letter. A restored database is muted and sends nothing.
 *
 * @returns how many were sent
 */
export async function sendLetters(world: World, sayFor: (lang: Lang) => Say, limit = 20): Promise<number> {
  return world.database.transaction({ isolation: "read-committed" }, async (tx) => {
    if ((await readMark(tx, "muted")) !== null) return 0;
    let sent = 0;
    for (const letter of await lettersDue(tx, world.clock.now(), limit)) {
      const now = world.clock.now();
      try {
        const { subject, text } = letterText(world, letter, sayFor(letter.lang));
        await world.mail.send({ to: letter.to, subject, text, messageId: letter.id });
        await markSent(tx, letter.id, now);
        sent += 1;
      } catch (error) {
        world.trace.fault("a letter could not be sent", error);
        const last = letter.tries + 1 >= triesMax;
        await markFailed(tx, letter.id, {
          tryAt: plusMs(now, minuteMs * 2 ** letter.tries), givenUpAt: last ? now : null,
        });
      }
    }
    return sent;
  });
}
