import type { VNode } from "preact";
import { Amount, EmptyState, Link, Moment, Name, StateTag, Table, type Tone } from "../../../ui/components/index.ts";
import type { Say } from "../../../ui/say.ts";
import type { CountryGrant, GrantState } from "../grant.ts";
import type { NamedGrant } from "../questions.ts";

const tones: Readonly<Record<GrantState, Tone>> = {
  proposed: "pending", paid: "primary", arrived: "verified", withdrawn: "quiet",
};

export function GrantStateTag({ say, state }: { say: Say; state: GrantState }): VNode {
  return <StateTag tone={tones[state]} word={say(`custody.state.${state}`)} />;
}

/** The last thing that happened to it. */
export function sinceOf(grant: CountryGrant): CountryGrant["proposedAt"] {
  return grant.arrivedAt ?? grant.paidAt ?? grant.proposedAt;
}

export interface GivenTableParams {
  readonly say: Say;
  readonly grants: readonly NamedGrant[];
  /** For a bureau the country is always its own: the column says nothing. */
  readonly withCountry: boolean;
}

/** What was given, to whom, out of whose contribution; the same table for officers and for the country's bureau. */
export function GivenTable({ say, grants, withCountry }: GivenTableParams): VNode {
  return (
    <Table
      caption={say("custody.given")} captionHidden dense rows={grants} rowKey={(one) => one.id}
      empty={<EmptyState what={say("custody.none")} how={say("custody.none-how")} />}
      columns={[
        {
          key: "words", head: say("custody.words"), rowHead: true,
          cell: (one) => <Link to={`/given/${one.id}`}><bdi dir="auto">{one.words}</bdi></Link>,
        },
        ...(withCountry ? [{ key: "country", head: say("custody.country"), cell: (one: NamedGrant) => say.country(one.country) }] : []),
        { key: "from", head: say("custody.from"), cell: (one) => <Name text={one.partnerName} /> },
        {
          key: "amount", head: say("custody.amount"), numeric: true,
          cell: (one) => <Amount of={{ minor: one.amountMinor, currency: one.currency }} />,
        },
        { key: "state", head: say("custody.state"), cell: (one) => <GrantStateTag say={say} state={one.state} /> },
        { key: "since", head: say("custody.since"), cell: (one) => <Moment at={sinceOf(one)} dayOnly /> },
      ]}
    />
  );
}
