import type { ComponentChildren, VNode } from "preact";
import { Button, Form, Name, Table } from "../../../ui/components/index.ts";
import type { Say } from "../../../ui/say.ts";
import { chainOf } from "../form/ownership.ts";
import type { Owners } from "../partner.ts";
import { birthText } from "./apply/birth.ts";

export interface OwnersTableParams {
  readonly say: Say;
  readonly owners: Owners;
  readonly partner: string;
  readonly remove?: { readonly action: string; readonly version: number };
  readonly empty?: ComponentChildren;
}

/** Who holds what of whom, each under the body it holds: the table twin of the ownership picture. */
export function OwnersTable({ say, owners, partner, remove, empty }: OwnersTableParams): VNode {
  const nameOf = (id: string | null): string => owners.parties.find((p) => p.id === id)?.name ?? partner;
  const who = (row: Row): string => [
    say(`partners.party.${row.party.kind}`), say.country(row.party.country),
    row.party.birthOn ? birthText(say, row.party.birthOn) : (row.party.registerNumber ?? ""),
  ].filter((t) => t !== "").join(" · ");
  return (
    <Table
      caption={say("partners.owners.caption")} rows={chainOf(owners)} rowKey={(r) => r.holding.id} empty={empty}
      columns={[
        { key: "level", head: say("partners.owners.level"), numeric: true, cell: (r) => say.number(r.level + 1) },
        {
          key: "name",
          head: say("partners.owners.holder"),
          rowHead: true,
          cell: (r) => <Name text={r.party.name} latin={r.party.otherName} />,
        },
        { key: "who", head: say("partners.owners.who"), cell: (r) => <bdi>{who(r)}</bdi> },
        { key: "held", head: say("partners.owners.held"), cell: (r) => <Name text={nameOf(r.holding.heldId)} /> },
        {
          key: "share",
          head: say("partners.owners.share"),
          numeric: true,
          cell: (r) => (r.holding.shareBps > 0 ? say.share(r.holding.shareBps) : say("ui.none")),
        },
        { key: "how", head: say("partners.owners.how"), cell: (r) => <How say={say} row={r} /> },
        ...(remove
          ? [
              {
                key: "remove",
                head: say("partners.list.change"),
                cell: (r: Row) => (
                  <Form
                    action={remove.action} expectedVersion={remove.version} hidden={{ holding: r.holding.id }} dense
                  >
                    <Button kind="quiet">
                      {say("partners.list.remove")}
                      <span class="visually-hidden"> {r.party.name}</span>
                    </Button>
                  </Form>
                ),
              },
            ]
          : []),
      ]}
    />
  );
}

type Row = ReturnType<typeof chainOf>[number];

function How({ say, row }: { readonly say: Say; readonly row: Row }): VNode {
  const words = [row.holding.controlWords, row.party.chainWords].filter((w) => w !== null);
  return (
    <>
      {say(`partners.form.${row.holding.form}`)}
      {words.map((text) => <div key={text} class="quiet"><bdi dir="auto">{text}</bdi></div>)}
    </>
  );
}
