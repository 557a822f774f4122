import type { Fault, Refusal } from "../kernel/refusal.ts";
import type { ClauseText } from "./catalogue.ts";
import type { Say } from "./say.ts";

type Words = ReturnType<Say["refusal"]>;

/** A refusal as a person reads it. A code without a text of its own is told by its kind: never a code on screen. */
export function refusalWords(say: Say, refusal: Refusal, clauseText: ClauseText | undefined): Words {
  const key = `refusal.${refusal.code.replaceAll("/", ".")}`;
  switch (refusal.kind) {
    case "fault": return { sentence: say("refusal.input.faulty"), reasons: refusal.faults.map((f) => faultText(say, f)) };
    case "hidden": return { sentence: say("refusal.hidden"), reasons: [] };
    case "busy": return { sentence: say("refusal.busy"), reasons: [] };
    case "no-room": return { sentence: say("refusal.no-room"), reasons: [] };
    case "moved-on":
      return { sentence: say.has(key) ? say(key, wordsOf(refusal.facts)) : say("refusal.kind.moved-on"), reasons: [] };
    case "refused": return {
      sentence: say.has(key) ? say(key, wordsOf(refusal.facts)) : say("refusal.kind.refused"),
      reasons: (refusal.clauses ?? []).map((clause) => clauseWords(say, clause, clauseText)),
    };
  }
}

/** "The deciding authority… (article 20.1)"; a clause nobody can quote is named by its id. */
function clauseWords(say: Say, clause: string, clauseText: ClauseText | undefined): string {
  const id = /^R\d/.test(clause) ? say("ui.article.number", { number: clause.slice(1) }) : say("ui.clause", { id: clause });
  const key = `clause.${clause}`;
  const text = clauseText?.(clause, say.lang) ?? (say.has(key) ? say(key) : null);
  return text === null ? id : say("refusal.reason", { text, id });
}

/** A fault in the reader's words; a code without a text of its own is told as "could not be read". */
export function faultText(say: Say, fault: Fault): string {
  return say(say.has(`fault.${fault.code}`) ? `fault.${fault.code}` : "fault.unreadable", wordsOf(fault.facts));
}

function wordsOf(facts: Fault["facts"]): Record<string, string | number> {
  const words: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(facts ?? {})) words[name] = typeof value === "boolean" ? String(value) : value;
  return words;
}
