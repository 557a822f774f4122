import type { VNode } from "preact";
import { BureauPartners, type BureauView } from "../../../modules/access/index.ts";
import { kindTable } from "../../../modules/contributions/index.ts";
import { GivenTable, type NamedGrant } from "../../../modules/custody/index.ts";
import { Card, PageHead } from "../../../ui/components/index.ts";
import type { Page, PageAsk } from "../../../ui/page.ts";
import type { Say } from "../../../ui/say.ts";

/** A national bureau's home: the partners established in its country, what it wrote, what its country was given. */
export const bureauPage: Page = {
  method: "GET",
  path: "/bureau",
  who: ["national-bureau"],
  async handle(ask) {
    const view = await ask.answer<BureauView>("access.bureau", {});
    const given = await ask.answer<readonly NamedGrant[]>("custody.given-to-me", {});
    if (!view || !given) return { kind: "not-found" };
    return {
      kind: "page", layout: "officer", title: ask.say("access.bureau.title"),
      body: <Bureau ask={ask} view={view} given={given} />,
    };
  },
};

interface BureauParams {
  readonly ask: PageAsk;
  readonly view: BureauView;
  readonly given: readonly NamedGrant[];
}

function Bureau({ ask, view, given }: BureauParams): VNode {
  const { say } = ask;
  const open = view.objections.filter((one) => one.state === "open").length;
  const sums = sumsOf(say, given);
  return (
    <>
      <PageHead
        title={say("access.bureau.title")} kicker={say.country(view.country)}
        answer={say("access.bureau.answer", { count: view.files.length, open })}
      />
      <Card title={say("bureau.given")} id="given">
        {sums !== "" && <p>{say("bureau.given-sum", { amounts: sums })}</p>}
        <GivenTable say={say} grants={given} withCountry={false} />
        {!lends() && <p class="quiet">{say("bureau.no-loans")}</p>}
      </Card>
      <BureauPartners ask={ask} view={view} />
    </>
  );
}

/** One sum per currency: amounts of different currencies are not added up. */
function sumsOf(say: Say, given: readonly NamedGrant[]): string {
  const sums = new Map<string, bigint>();
  for (const { state, currency, amountMinor } of given) {
    if (state === "paid" || state === "arrived") sums.set(currency, (sums.get(currency) ?? 0n) + amountMinor);
  }
  return [...sums].map(([currency, minor]) => say.money({ minor, currency })).join(" · ");
}

/** Things can be lent once offers of a kind other than money are taken. */
function lends(): boolean {
  return Object.entries(kindTable).some(([kind, row]) => kind !== "funding" && row.isOpen);
}
