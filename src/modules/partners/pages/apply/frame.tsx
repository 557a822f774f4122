import type { ComponentChildren, VNode } from "preact";
import type { Instant } from "../../../../kernel/instants.ts";
import type { Fault, Refusal } from "../../../../kernel/refusal.ts";
import { Deeds, Link, PageHead, RefusalNotice } from "../../../../ui/components/index.ts";
import type { PageAnswer, PageAsk } from "../../../../ui/page.ts";
import type { Say } from "../../../../ui/say.ts";
import type { Step } from "../../form/content.ts";
import type { Saved } from "../../apply/save-application-part.ts";
import type { DraftView } from "../../views/draft.ts";
import { nextPath, previousPath, stepPath, steps } from "./steps.ts";

/** Loads the draft of the address. Nothing to write any more: the reader's home says where it stands. */
export async function withDraft(
  ask: PageAsk,
  show: (view: DraftView) => PageAnswer | Promise<PageAnswer>,
): Promise<PageAnswer> {
  const view = await ask.answer<DraftView>("partners.draft", { application: ask.params["application"] ?? "" });
  if (!view) return { kind: "not-found" };
  const isOpen = view.application.state === "draft" || view.application.state === "returned";
  return isOpen ? show(view) : { kind: "go", to: "/my-file" };
}

/** What a form is shown again with after a refusal: faults beside its fields, or a sentence above it. */
export interface Again {
  readonly faults: readonly Fault[];
  readonly refusal: Refusal | null;
}

export const fresh: Again = { faults: [], refusal: null };

export function againOf(refusal: Refusal): Again {
  if (refusal.kind !== "fault") return { faults: [], refusal };
  return {
    faults: refusal.faults.map((f) => ({ ...f, path: f.path.replace(/^(typed|document|holder)\./, "") })),
    refusal: null,
  };
}

/** The version a form should carry next: the stored one when somebody else has saved meanwhile. */
export function versionAfter(refusal: Refusal, sent: number): number {
  const stored = refusal.kind === "moved-on" ? refusal.facts?.["version"] : undefined;
  return typeof stored === "number" ? stored : sent;
}

export interface StepFrameParams {
  readonly say: Say;
  readonly view: DraftView;
  readonly step: Step;
  readonly again?: Again;
  readonly savedAt?: Instant;
  readonly children: ComponentChildren;
}

/** Every step opens with what is asked and why, says where it stands among the others, and ends with ways on. */
export function StepFrame({ say, view, step, again = fresh, savedAt, children }: StepFrameParams): VNode {
  const id = view.application.id;
  const place = { number: steps.indexOf(step) + 1, total: steps.length };
  return (
    <>
      <PageHead
        kicker={say("partners.step.place", place)}
        title={say(`partners.step.${step}.title`)}
        answer={say(`partners.step.${step}.answer`)}
        trail={[
          { text: say("partners.my-file.title"), to: "/my-file" },
          { text: say("partners.overview.title"), to: stepPath(id, "overview") },
        ]}
      />
      {again.refusal && <RefusalNotice refusal={again.refusal} />}
      <p class="quiet" id="saved-at">
        {say("partners.saved-at", { moment: say.moment(savedAt ?? view.application.savedAt) })}
      </p>
      {children}
      <Deeds>
        <Link to={previousPath(id, step)} kind="quiet">{say("ui.button.back")}</Link>
        <Link to={nextPath(id, step)} kind="quiet">{say("partners.step.later")}</Link>
      </Deeds>
    </>
  );
}

export function partnerPage(title: string, body: VNode, faulty = false): PageAnswer {
  return { kind: "page", layout: "partner", title, body, faulty };
}

/** What the browser sent without what belongs to the form itself. */
export function typedOf(form: PageAsk["form"]): Record<string, string | readonly string[]> {
  return Object.fromEntries(Object.entries(form).filter(([name]) => !name.startsWith("_") && name !== "expectedVersion"));
}

/** The island reads this: the next version and the time in the reader's words; null keeps the form as it is. */
export function autosaved(ask: PageAsk, saved: Saved | null): PageAnswer {
  const answer = saved
    ? { version: saved.version, saved: ask.say("partners.saved-at", { moment: ask.say.moment(saved.savedAt) }) }
    : null;
  return { kind: "file", bytes: JSON.stringify(answer), type: "application/json", name: "saved.json" };
}
