import type { VNode } from "preact";
import { hasRole } from "../../../../kernel/actor.ts";
import { Button, Card, EmptyState, Form, Moment, Name, PageHead, StateTag, Table } from "../../../../ui/components/index.ts";
import { expectedVersion } from "../../../../ui/form.ts";
import type { Page, PageAsk } from "../../../../ui/page.ts";
import { appliers, approvers, recoverySecond } from "../../moves.ts";
import { peopleOfficers, type Waiting } from "../../people/questions.ts";
import type { Grant } from "../../people/store-grants.ts";
import type { Recovery } from "../../signing-in/store-recoveries.ts";
import { page, then } from "../answers.ts";

/** What waits for the second or third person. */
export const requestsPage: Page = {
  method: "GET",
  path: "/people/requests",
  who: peopleOfficers,
  async handle(ask) {
    const waiting = await ask.answer<Waiting>("access.waiting", {});
    if (!waiting) return { kind: "not-found" };
    return page(ask, ask.say("access.requests.title"), <Requests ask={ask} waiting={waiting} />);
  },
};

function step(what: "grants" | "recoveries", deed: string, name: string): Page {
  return {
    method: "POST", path: `/people/${what}/:id/${deed}`, who: peopleOfficers,
    async handle(ask) {
      const id = ask.params["id"] ?? "";
      const subject = what === "grants" ? { grant: id } : { recovery: id };
      const done = await ask.perform(name, { ...subject, expectedVersion: expectedVersion(ask.form) });
      return then(done, "/people/requests", `access.requests.${deed}-done`);
    },
  };
}

export const requestDeeds: readonly Page[] = [
  step("grants", "approve", "access.approve-role"), step("grants", "apply", "access.apply-role"),
  step("grants", "decline", "access.decline-role"), step("recoveries", "confirm", "access.confirm-recovery"),
  step("recoveries", "withdraw", "access.withdraw-recovery"),
];

function Requests({ ask, waiting }: { readonly ask: PageAsk; readonly waiting: Waiting }): VNode {
  const { say } = ask;
  const mine = waiting.grants.filter((one) => nextDeed(ask, one) !== null).length;
  return (
    <>
      <PageHead
        title={say("access.requests.title")} answer={say("access.requests.answer", { count: waiting.grants.length, mine })}
        trail={[{ text: say("access.people.title"), to: "/people" }]}
      />
      <Card title={say("access.requests.roles")}>
        <Table
          caption={say("access.requests.roles")} captionHidden rows={waiting.grants} rowKey={(one) => one.id}
          empty={<EmptyState what={say("access.requests.none")} how={say("access.requests.none-how")} />}
          columns={[
            {
              key: "name", head: say("access.field.name"), rowHead: true,
              cell: (one) => <Name text={one.name} to={`/people/accounts/${one.accountId}`} />,
            },
            { key: "role", head: say("access.grant.role"), cell: (one) => say(`role.${one.role}`) },
            { key: "until", head: say("access.grant.until"), cell: (one) => <Moment at={one.validUntil} /> },
            { key: "reason", head: say("access.grant.reason"), cell: (one) => <bdi dir="auto">{one.reason}</bdi> },
            {
              key: "state", head: say("access.grant.state"),
              cell: (one) => <StateTag tone="pending" word={say(`access.grant.state-${one.state}`)} />,
            },
            { key: "deed", head: say("access.requests.deed"), cell: (one) => <GrantDeeds ask={ask} grant={one} /> },
          ]}
        />
      </Card>
      <Card title={say("access.requests.recoveries")}>
        <Recoveries ask={ask} recoveries={waiting.recoveries} />
      </Card>
    </>
  );
}

/** S13 as the reader sees it: the deed that is theirs, or null with the reason told beside. */
function nextDeed(ask: PageAsk, grant: Grant): "approve" | "apply" | null {
  const me = ask.actor.personId;
  if ([grant.personId, grant.requestedBy, grant.approvedBy].includes(me)) return null;
  if (grant.state === "requested") return hasRole(ask.actor, ...approvers) ? "approve" : null;
  return hasRole(ask.actor, ...appliers) ? "apply" : null;
}

function GrantDeeds({ ask, grant }: { readonly ask: PageAsk; readonly grant: Grant }): VNode {
  const { say } = ask;
  const deed = nextDeed(ask, grant);
  if (deed === null) {
    const involved = [grant.personId, grant.requestedBy, grant.approvedBy].includes(ask.actor.personId);
    return <span class="quiet">{say(involved ? "access.requests.involved" : `access.requests.waits-${grant.state}`)}</span>;
  }
  const base = `/people/grants/${grant.id}`;
  return (
    <Form action={`${base}/${deed}`} expectedVersion={grant.version} dense label={say(`access.requests.${deed}`)}>
      <Button>{say(`access.requests.${deed}`)}</Button>
      <Button kind="quiet" formAction={`${base}/decline`}>{say("access.requests.decline")}</Button>
    </Form>
  );
}

function Recoveries({ ask, recoveries }: { readonly ask: PageAsk; readonly recoveries: readonly Recovery[] }): VNode {
  const { say } = ask;
  return (
    <Table
      caption={say("access.requests.recoveries")} captionHidden rows={recoveries} rowKey={(one) => one.id}
      empty={<EmptyState what={say("access.requests.no-recoveries")} />}
      columns={[
        {
          key: "name", head: say("access.field.name"), rowHead: true,
          cell: (one) => <Name text={one.name} to={`/people/accounts/${one.accountId}`} />,
        },
        { key: "since", head: say("access.requests.since"), cell: (one) => <Moment at={one.firstAt} /> },
        { key: "reason", head: say("access.grant.reason"), cell: (one) => <bdi dir="auto">{one.reason}</bdi> },
        {
          key: "deed", head: say("access.requests.deed"),
          cell: (one) => {
            const mayConfirm = hasRole(ask.actor, ...recoverySecond) && one.firstBy !== ask.actor.personId;
            const base = `/people/recoveries/${one.id}`;
            return (
              <Form
                action={`${base}/${mayConfirm ? "confirm" : "withdraw"}`} expectedVersion={one.version} dense
                label={say("access.requests.recoveries")}
              >
                {mayConfirm && <Button>{say("access.requests.confirm")}</Button>}
                <Button kind="quiet" formAction={`${base}/withdraw`}>{say("access.requests.withdraw")}</Button>
              </Form>
            );
          },
        },
      ]}
    />
  );
}
