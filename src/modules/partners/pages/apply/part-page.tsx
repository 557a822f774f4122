import type { Instant } from "../../../../kernel/instants.ts";
import type { Fault } from "../../../../kernel/refusal.ts";
import { Button, Deeds, Form } from "../../../../ui/components/index.ts";
import { expectedVersion } from "../../../../ui/form.ts";
import type { Page, PageAnswer, PageAsk } from "../../../../ui/page.ts";
import { fieldsOf, partNames, type PartName } from "../../form/fields.ts";
import { readPart, type Typed } from "../../form/read-part.ts";
import { civilDateIn } from "../../../../kernel/instants.ts";
import type { Saved } from "../../apply/save-application-part.ts";
import type { DraftView } from "../../views/draft.ts";
import { partnerSide } from "../../views/readers.ts";
import { againOf, autosaved, fresh, partnerPage, StepFrame, typedOf, versionAfter, withDraft, type Again } from "./frame.tsx";
import { PartFields } from "./part-fields.tsx";
import { nextPath, stepPath } from "./steps.ts";

interface Shown {
  readonly typed: Typed;
  readonly version: number;
  readonly again: Again;
  readonly savedAt?: Instant;
}

/** Parts that are one form each; people, owners and documents are lists with pages of their own. */
const formParts = partNames.filter((part) => part !== "owners");

export const partPages: readonly Page[] = formParts.flatMap((part) => [
  {
    method: "GET" as const,
    path: `/apply/:application/${part}`,
    who: partnerSide,
    handle: (ask: PageAsk) => open(ask, part),
  },
  {
    method: "POST" as const,
    path: `/apply/:application/${part}`,
    who: partnerSide,
    handle: (ask: PageAsk) => save(ask, part),
  },
]);

/** Faults are shown once something was typed here: an untouched page accuses nobody. */
function open(ask: PageAsk, part: PartName): Promise<PageAnswer> {
  return withDraft(ask, (view) => {
    const stored = view.draft.parts[part];
    const today = civilDateIn(ask.world.clock.now(), ask.organisation.timeZone);
    const faults = stored ? readPart(part, stored, today).faults : [];
    return show(ask, part, view, { typed: stored ?? {}, version: view.application.version, again: { ...fresh, faults } });
  });
}

async function save(ask: PageAsk, part: PartName): Promise<PageAnswer> {
  const typed = { ...empties(part), ...typedOf(ask.form) };
  const version = expectedVersion(ask.form);
  const application = ask.params["application"] ?? "";
  const saved = await ask.perform<Saved>("partners.save-application-part", {
    application,
    expectedVersion: version,
    part,
    typed,
  });
  if (ask.form["_autosave"] === "1") return autosaved(ask, saved.ok ? saved.value : null);
  if (!saved.ok) {
    if (saved.error.kind === "hidden") return { kind: "not-found" };
    const again = againOf(saved.error);
    const next = versionAfter(saved.error, version);
    return withDraft(ask, (view) => show(ask, part, view, { typed, version: next, again }));
  }
  if (ask.form["_next"] === "later") return { kind: "go", to: "/my-file", notice: "partners.notice.saved" };
  if (saved.value.faults.length === 0) return { kind: "go", to: nextPath(application, part) };
  const { faults, version: stored, savedAt } = saved.value;
  return withDraft(ask, (view) => show(ask, part, view, { typed, version: stored, again: { ...fresh, faults }, savedAt }));
}

/** Boxes a browser does not send when nothing is ticked: without them an unticked box would stay ticked. */
function empties(part: PartName): Typed {
  const empty: Record<string, string | readonly string[]> = {};
  for (const [name, field] of Object.entries(fieldsOf[part])) {
    if (field.kind === "choices") empty[name] = [];
    if (field.kind === "tick") empty[name] = "";
  }
  return empty;
}

function show(ask: PageAsk, part: PartName, view: DraftView, shown: Shown): PageAnswer {
  const { say } = ask;
  const faults: readonly Fault[] = shown.again.faults;
  const title = say(`partners.step.${part}.title`);
  return partnerPage(title, (
    <StepFrame say={say} view={view} step={part} again={shown.again} {...(shown.savedAt ? { savedAt: shown.savedAt } : {})}>
      <Form
        action={stepPath(view.application.id, part)} fields={fieldsOf[part]} typed={shown.typed} faults={faults}
        expectedVersion={shown.version} autosave label={title}
      >
        <PartFields say={say} view={view} part={part} typed={shown.typed} currency={ask.organisation.currency} />
        <Deeds>
          <Button>{say("partners.save-and-continue")}</Button>
          <Button kind="secondary" name="_next" value="later" skipChecks>{say("ui.button.save-later")}</Button>
        </Deeds>
      </Form>
    </StepFrame>
  ), faults.length > 0 && ask.form["_key"] !== undefined);
}
