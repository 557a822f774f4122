import type { VNode } from "preact";
import type { Refusal } from "../../../kernel/refusal.ts";
import { typedText } from "../../../ui/form.ts";
import type { PageAnswer, PageAsk } from "../../../ui/page.ts";

/** One posted text; "" when it is absent. Attacker-chosen. */
export function typed(ask: PageAsk, name: string): string {
  return typedText(ask.form, name) ?? "";
}

/** Where in the product the reader belongs after signing in. */
export function homeOf(side: "organisation" | "partner" | "bureau" | "public" | "system"): string {
  return side === "bureau" ? "/bureau" : side === "partner" ? "/my-file" : "/desk";
}

/** Pages for people outside stand in the partner's layout, others in the officer's. */
export function page(ask: PageAsk, title: string, body: VNode, faulty = false): PageAnswer {
  const layout = ask.actor.side === "public" || ask.actor.side === "partner" ? "partner" : "officer";
  return { kind: "page", title, layout, body, ...(faulty ? { faulty } : {}) };
}

/** After a deed: on to the next page with a word, or the refusal as it is. Faults belong to the form's own page. */
export function then(done: { ok: true } | { ok: false; error: Refusal }, to: string, notice: string): PageAnswer {
  return done.ok ? { kind: "go", to, notice } : { kind: "refusal", refusal: done.error };
}
