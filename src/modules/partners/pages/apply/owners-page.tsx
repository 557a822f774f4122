import {
  Button, Card, Deeds, EmptyState, Form, Link, RefusalNotice, TextArea, TextField,
} from "../../../../ui/components/index.ts";
import { expectedVersion } from "../../../../ui/form.ts";
import type { Page, PageAnswer, PageAsk } from "../../../../ui/page.ts";
import type { Saved } from "../../apply/save-application-part.ts";
import { ownersFields } from "../../form/fields.ts";
import { sumInto } from "../../form/ownership.ts";
import type { DraftView } from "../../views/draft.ts";
import { partnerSide } from "../../views/readers.ts";
import { OwnersTable } from "../owners-table.tsx";
import { againOf, autosaved, fresh, partnerPage, StepFrame, typedOf, versionAfter, withDraft, type Again } from "./frame.tsx";
import { nextPath, stepPath } from "./steps.ts";

export const ownersPages: readonly Page[] = [
  {
    method: "GET",
    path: "/apply/:application/owners",
    who: partnerSide,
    handle: (ask) => withDraft(ask, (view) => show(ask, view, fresh)),
  },
  { method: "POST", path: "/apply/:application/owners", who: partnerSide, handle: saveRemainder },
  { method: "POST", path: "/apply/:application/owners/remove", who: partnerSide, handle: remove },
];

/** What nobody named holds, and why. Going on needs the whole; leaving for later does not. */
async function saveRemainder(ask: PageAsk): Promise<PageAnswer> {
  const application = ask.params["application"] ?? "";
  const sent = expectedVersion(ask.form);
  const saved = await ask.perform<Saved>("partners.save-application-part", {
    application, expectedVersion: sent, part: "owners", typed: typedOf(ask.form),
  });
  if (ask.form["_autosave"] === "1") return autosaved(ask, saved.ok ? saved.value : null);
  if (!saved.ok && saved.error.kind === "hidden") return { kind: "not-found" };
  if (saved.ok && ask.form["_next"] === "later") return { kind: "go", to: "/my-file", notice: "partners.notice.saved" };
  return withDraft(ask, (view) => {
    if (!saved.ok) return show(ask, view, againOf(saved.error), versionAfter(saved.error, sent));
    const faults = view.faults.filter((f) => f.step === "owners");
    if (faults.length === 0) return { kind: "go", to: nextPath(application, "owners") };
    return show(ask, view, { faults, refusal: null });
  });
}

async function remove(ask: PageAsk): Promise<PageAnswer> {
  const application = ask.params["application"] ?? "";
  const removed = await ask.perform("partners.remove-owner", {
    application, expectedVersion: expectedVersion(ask.form), holding: ask.form["holding"] ?? "",
  });
  if (removed.ok) return { kind: "go", to: stepPath(application, "owners") };
  if (removed.error.kind === "hidden") return { kind: "not-found" };
  return withDraft(ask, (view) => show(ask, view, againOf(removed.error)));
}

function show(ask: PageAsk, view: DraftView, again: Again, version = view.application.version): PageAnswer {
  const { say } = ask;
  const id = view.application.id;
  const { owners } = view.draft;
  const named = sumInto(owners.holdings, null);
  const rest = Math.max(0, 10_000 - named);
  const add = (query: string, key: string) => (
    <li><Link to={`${stepPath(id, "owners")}/new?${query}`}>{say(key)}</Link></li>
  );
  return partnerPage(
    say("partners.step.owners.title"),
    <StepFrame say={say} view={view} step="owners" again={{ faults: [], refusal: null }}>
      {again.refusal && <RefusalNotice refusal={again.refusal} />}
      <OwnersTable
        say={say} owners={owners} partner={view.partner.name}
        remove={{ action: `${stepPath(id, "owners")}/remove`, version: view.application.version }}
        empty={<EmptyState what={say("partners.owners.empty")} how={say("partners.owners.empty-how")} />}
      />
      <Card title={say("partners.owners.add")}>
        <ul>
          {add("kind=natural", "partners.owners.add-natural")}
          {add("kind=legal", "partners.owners.add-legal")}
          {add("kind=state", "partners.owners.add-state")}
          {owners.parties.length > 0 && add("kind=named", "partners.owners.add-named")}
        </ul>
      </Card>
      <Card title={say("partners.owners.rest")}>
        <p>{say("partners.owners.sum", { named: say.share(named), rest: say.share(rest) })}</p>
        <Form
          action={stepPath(id, "owners")} fields={ownersFields} faults={again.faults} expectedVersion={version} autosave
          typed={ask.form["_key"] === undefined ? (view.draft.parts.owners ?? {}) : ask.form}
        >
          <TextField name="remainder" optional={false} inputMode="decimal" width="short" suffix="%" dir="ltr" />
          <TextArea name="remainderWords" rows={4} />
          <Deeds>
            <Button>{say("partners.save-and-continue")}</Button>
            <Button kind="secondary" name="_next" value="later" skipChecks>{say("ui.button.save-later")}</Button>
          </Deeds>
        </Form>
      </Card>
    </StepFrame>,
    again.faults.length > 0,
  );
}
