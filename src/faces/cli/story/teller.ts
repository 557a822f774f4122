import type { Say } from "../../../ui/say.ts";
import type { Terminal } from "../terminal.ts";
import type { Teller } from "./stage.ts";

/** Tells the story on a terminal: chapters, deeds, and refusals with their clauses. */
export function terminalTeller(terminal: Terminal, say: Say): Teller {
  let chapter = 0;
  return {
    chapter(title) {
      chapter += 1;
      terminal.line();
      terminal.line(`${chapter}. ${say(`cli.chapter.${title}`)}`);
    },
    did(who, what) {
      terminal.line(`   + ${who} ${what}`);
    },
    refused(who, what, refusal) {
      terminal.line(`   - ${who} ${what}`);
      const { sentence, reasons } = say.refusal(refusal);
      terminal.line(`     refused: ${sentence}`);
      for (const reason of reasons.slice(0, 3)) terminal.line(`       ${reason}`);
      if (reasons.length > 3) terminal.line(`       and ${reasons.length - 3} more`);
    },
  };
}

export const silentTeller: Teller = { chapter: () => {}, did: () => {}, refused: () => {} };
