import type { VNode } from "preact";
import { Card, DescriptionList, EmptyState, Link } from "../../../ui/components/index.ts";
import type { Say } from "../../../ui/say.ts";
import type { FileView } from "../views/file.ts";
import { DocumentsTable, identityRows, OwnersPart, PeopleTable } from "./intake/content-cards.tsx";
import { PublicPreview } from "./public-preview.tsx";

/** A part of the partner's file page, drawn from the answer of "partners.file". */
export interface Panel {
  readonly key: string; // also the id of the part on the page
  readonly title: string; // message key
  show(say: Say, view: FileView): VNode;
}

export const panels: readonly Panel[] = [
  {
    key: "identity",
    title: "partners.panel.identity",
    show: withContent((say, { content }) => <DescriptionList columns={2} rows={identityRows(say, content)} />),
  },
  {
    key: "owners",
    title: "partners.step.owners.title",
    show: withContent((say, view) => <Ownership say={say} view={view} />),
  },
  {
    key: "people",
    title: "partners.step.people.title",
    show: withContent((say, { content }) => <PeopleTable say={say} content={content} />),
  },
  {
    key: "documents",
    title: "partners.step.documents.title",
    show: withContent((say, { documents }) => <DocumentsTable say={say} documents={documents} />),
  },
  {
    key: "questions",
    title: "partners.questions.title",
    show: (say, view) => <QuestionsPart say={say} view={view} />,
  },
  {
    key: "applications",
    title: "partners.my-file.applications",
    show: (say, view) => <ApplicationsPart say={say} view={view} />,
  },
  {
    key: "public",
    title: "partners.preview.title",
    show: withContent((say, { content }) => <PublicPreview say={say} profile={content.profile} />),
  },
];

/** All of them in their order, each under its heading. */
export function PartnerPanels({ say, view }: { readonly say: Say; readonly view: FileView }): VNode {
  return (
    <>
      {panels.map((panel) => (
        <Card key={panel.key} id={panel.key} title={say(panel.title)}>{panel.show(say, view)}</Card>
      ))}
    </>
  );
}

type Filled = FileView & { readonly content: NonNullable<FileView["content"]> };

function withContent(show: (say: Say, view: Filled) => VNode): Panel["show"] {
  return (say, view) =>
    view.content ? (
      show(say, { ...view, content: view.content })
    ) : (
      <EmptyState what={say("partners.review.not-submitted")} />
    );
}

function Ownership({ say, view }: { readonly say: Say; readonly view: Filled }): VNode {
  const { shape } = view;
  return (
    <>
      {shape?.hasCycle && <p>{say("partners.owners.cycle")}</p>}
      {shape?.hasBearerShares && <p>{say("partners.owners.bearer")}</p>}
      <OwnersPart say={say} content={view.content} name={view.partner.name} />
    </>
  );
}

function QuestionsPart({ say, view }: { readonly say: Say; readonly view: FileView }): VNode {
  const open = view.questions.filter((q) => q.state === "open");
  const counts = {
    theirs: open.filter((q) => q.askedOf === "organisation").length,
    mine: open.filter((q) => q.askedOf === "partner").length,
  };
  return (
    <>
      <p>{say("partners.questions.answer-officer", counts)}</p>
      <Link to={`/partners/${view.partner.id}/questions`}>
        {say("partners.questions.all", { count: view.questions.length })}
      </Link>
    </>
  );
}

function ApplicationsPart({ say, view }: { readonly say: Say; readonly view: FileView }): VNode {
  return (
    <>
      <DescriptionList rows={view.applications.map((a) => ({
        term: say("partners.my-file.started", { day: say.dayOf(a.startedAt) }),
        definition: <Link to={`/intake/${a.id}`}>{say(`partners.state.${a.state}`)}</Link>,
      }))} />
      <Link to={`/partners/${view.partner.id}/suspension`}>{say("partners.suspension.title")}</Link>
    </>
  );
}
