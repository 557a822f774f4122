import type { VNode } from "preact";
import { Card, DescriptionList, Link, Name, Table, type Description } from "../../../../ui/components/index.ts";
import type { Say } from "../../../../ui/say.ts";
import type { Content } from "../../form/content.ts";
import type { HeldDocument } from "../../partner.ts";
import { birthText } from "../apply/birth.ts";
import { OwnersTable } from "../owners-table.tsx";
import { PublicPreview } from "../public-preview.tsx";

export interface ContentCardsParams {
  readonly say: Say;
  readonly content: Content;
  readonly documents: readonly HeldDocument[];
  readonly name: string;
}

/** A submission as officers read it: identity, register, activity, people, owners, documents, declaration, public part. */
export function ContentCards(params: ContentCardsParams): VNode {
  const { say, content } = params;
  return (
    <>
      <Card title={say("partners.panel.identity")}><DescriptionList columns={2} rows={identityRows(say, content)} /></Card>
      <Card title={say("partners.step.activity.title")}><DescriptionList rows={activityRows(say, content)} /></Card>
      <Card title={say("partners.step.people.title")}><PeopleTable say={say} content={content} /></Card>
      <Card title={say("partners.step.owners.title")}><OwnersPart say={say} content={content} name={params.name} /></Card>
      <Card title={say("partners.step.documents.title")}><DocumentsTable say={say} documents={params.documents} /></Card>
      <Card title={say("partners.step.declaration.title")}><DescriptionList rows={declarationRows(say, content)} /></Card>
      <Card title={say("partners.preview.title")}><PublicPreview say={say} profile={content.profile} /></Card>
    </>
  );
}

const words = (text: string | null): VNode | null => (text ? <bdi dir="auto" class="pre-line">{text}</bdi> : null);

export function identityRows(say: Say, content: Content): Description[] {
  const { registration: r, address: a } = content;
  return [
    {
      term: say("partners.panel.names"),
      definition: (
        <ul>
          {content.names.map((n) => (
            <li key={n.text}><Name text={n.text} lang={n.lang ?? undefined} /></li>
          ))}
        </ul>
      ),
    },
    { term: say("partners.field.groupName"), definition: words(content.groupName) },
    {
      term: say("partners.public.legalStatus"),
      definition: `${say(`partners.kind.${content.kind}`)} · ${say(`partners.legal-form.${r.legalForm}`)}`,
    },
    { term: say("partners.field.legalFormName"), definition: words(r.legalFormName) },
    { term: say("partners.field.country"), definition: say.country(r.country) },
    { term: say("partners.field.registerName"), definition: words(r.registerName) },
    { term: say("partners.field.registerNumber"), definition: <bdi>{r.registerNumber}</bdi> },
    { term: say("partners.field.registeredOn"), definition: say.day(r.registeredOn) },
    { term: say("partners.field.lei"), definition: r.lei && <code dir="ltr">{r.lei}</code> },
    { term: say("partners.field.listing"), definition: words(r.listing) },
    {
      term: say("partners.step.address.title"),
      definition: words([a.street, `${a.postalCode} ${a.city}`.trim(), say.country(a.country)].join("\n")),
    },
    { term: say("partners.field.website"), definition: a.website && <Link to={a.website}>{a.website}</Link> },
  ];
}

function activityRows(say: Say, content: Content): Description[] {
  const sectors = content.sectors.map((s) => say(`partners.sector.${s}`)).join(" · ");
  return [
    { term: say("partners.field.activity"), definition: words(content.activity.activity) },
    { term: say("partners.field.sectors"), definition: sectors || say("ui.none") },
    { term: say("partners.field.sectorRevenue"), definition: say.share(content.sectorRevenueBps) },
    { term: say("partners.field.relations"), definition: words(content.activity.relations) },
    { term: say("partners.field.purpose"), definition: words(content.activity.purpose) },
  ];
}

export function PeopleTable({ say, content }: { readonly say: Say; readonly content: Content }): VNode {
  return (
    <Table
      caption={say("partners.people.caption")} captionHidden rows={content.officers} rowKey={(o) => o.id} dense
      columns={[
        {
          key: "name",
          head: say("partners.field.personName"),
          rowHead: true,
          cell: (o) => <Name text={o.name} latin={o.otherName} />,
        },
        { key: "role", head: say("partners.field.roleWords"), cell: (o) => <bdi dir="auto">{o.roleWords}</bdi> },
        { key: "born", head: say("partners.field.birthOn"), cell: (o) => birthText(say, o.birthOn) },
        { key: "nationality", head: say("partners.field.nationality"), cell: (o) => say.country(o.nationality) },
        { key: "signs", head: say("partners.field.signs"), cell: (o) => say(`partners.signs.${o.signs}`) },
        {
          key: "public",
          head: say("partners.field.publicFunction"),
          cell: (o) => (o.publicFunction ? <bdi dir="auto">{o.publicFunction}</bdi> : say("ui.none")),
        },
      ]}
    />
  );
}

export function OwnersPart({
  say,
  content,
  name,
}: {
  readonly say: Say;
  readonly content: Content;
  readonly name: string;
}): VNode {
  const { owners } = content;
  return (
    <>
      {owners.holdings.length > 0 && <OwnersTable say={say} owners={owners} partner={name} />}
      {owners.remainderBps > 0 && (
        <p>
          {say("partners.owners.remainder", { share: say.share(owners.remainderBps) })}{" "}
          <bdi dir="auto" class="pre-line">{owners.remainderWords}</bdi>
        </p>
      )}
    </>
  );
}

export function DocumentsTable({
  say,
  documents,
}: {
  readonly say: Say;
  readonly documents: readonly HeldDocument[];
}): VNode {
  return (
    <Table
      caption={say("partners.documents.caption")} captionHidden rows={documents} rowKey={(d) => d.id} dense
      columns={[
        {
          key: "kind",
          head: say("partners.field.documentKind"),
          rowHead: true,
          cell: (d) => say(`partners.document.${d.kind}`),
        },
        {
          key: "name",
          head: say("partners.field.file"),
          cell: (d) => (
            <Link to={`/partners/documents/${d.id}`}><bdi dir="auto">{d.name}</bdi></Link>
          ),
        },
        {
          key: "size",
          head: say("partners.documents.size"),
          numeric: true,
          cell: (d) => say("partners.documents.kilobytes", { size: Math.ceil(d.size / 1024) }),
        },
        {
          key: "hash",
          head: say("partners.documents.hash"),
          cell: (d) => <code dir="ltr">{d.sha256.slice(0, 16)}</code>,
        },
      ]}
    />
  );
}

function declarationRows(say: Say, content: Content): Description[] {
  return [
    { term: say("partners.field.signatory"), definition: words(content.declaration.signedNames.join("\n")) },
    { term: say("partners.field.signedOn"), definition: say.day(content.declaration.signedOn) },
    { term: say("partners.field.newFact"), definition: words(content.declaration.newFact) },
  ];
}
