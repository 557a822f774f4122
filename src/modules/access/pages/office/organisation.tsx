import type { VNode } from "preact";
import { hasRole } from "../../../../kernel/actor.ts";
import { langs } from "../../../../kernel/lang.ts";
import type { Fault } from "../../../../kernel/refusal.ts";
import {
  Button, Card, Deeds, DescriptionList, EmptyState, Form, Moment, Name, PageHead, Select, StateTag, Table, TextArea, TextField,
} from "../../../../ui/components/index.ts";
import { expectedVersion } from "../../../../ui/form.ts";
import type { Page, PageAnswer, PageAsk } from "../../../../ui/page.ts";
import { settingsOfficers } from "../../moves.ts";
import { changedKeys } from "../../organisation/change-settings.ts";
import { settingsQuestion } from "../../organisation/questions.ts";
import type { SettingsVersion } from "../../organisation/store-settings.ts";
import { page, then } from "../answers.ts";
import { changesOf, settingsFields, settingsTyped } from "./organisation-fields.ts";

/** The organisation as configuration: proposed by one person, put in force by another, every version kept. */
export const organisationPage: Page = {
  method: "GET",
  path: "/organisation",
  who: settingsQuestion.who,
  handle: (ask) => show(ask, null),
};

export const proposeDeed: Page = {
  method: "POST",
  path: "/organisation",
  who: settingsOfficers,
  async handle(ask) {
    const read = changesOf(ask.form, ask.organisation.currency);
    if (!read.ok) return show(ask, read.error);
    // Only what differs travels: a value somebody else changed meanwhile is not set back by accident.
    const keys = changedKeys(ask.organisation, read.value.changes);
    const changes = Object.fromEntries(keys.map((key) => [key, read.value.changes[key]]));
    const done = await ask.perform("access.propose-settings", { changes, reason: read.value.reason });
    if (!done.ok && done.error.kind === "fault") return show(ask, done.error.faults);
    return then(done, "/organisation", "access.settings.proposed");
  },
};

export const closeDeeds: readonly Page[] = (["confirm", "decline"] as const).map((deed) => ({
  method: "POST", path: `/organisation/${deed}`, who: settingsOfficers,
  handle: async (ask) => then(
    await ask.perform(`access.${deed}-settings`, { expectedVersion: expectedVersion(ask.form) }),
    "/organisation", `access.settings.${deed}-done`,
  ),
}));

async function show(ask: PageAsk, faults: readonly Fault[] | null): Promise<PageAnswer> {
  const versions = await ask.answer<readonly SettingsVersion[]>("access.settings", {});
  if (!versions) return { kind: "not-found" };
  const body = <Settings ask={ask} versions={versions} faults={faults} />;
  return page(ask, ask.say("access.settings.title"), body, faults !== null);
}

interface SettingsParams {
  readonly ask: PageAsk;
  readonly versions: readonly SettingsVersion[];
  readonly faults: readonly Fault[] | null;
}

function Settings({ ask, versions, faults }: SettingsParams): VNode {
  const { say } = ask;
  const proposed = versions.find((one) => one.state === "proposed");
  const mayAct = hasRole(ask.actor, ...settingsOfficers);
  return (
    <>
      <PageHead
        title={say("access.settings.title")}
        answer={say("access.settings.answer", { version: ask.organisation.version, waiting: proposed ? "yes" : "no" })}
      />
      {proposed && <Proposal ask={ask} proposed={proposed} mayAct={mayAct} />}
      {!proposed && mayAct && <SettingsForm ask={ask} faults={faults ?? []} />}
      <Card title={say("access.settings.versions")}>
        <Table
          caption={say("access.settings.versions")} captionHidden rows={versions} rowKey={(one) => String(one.version)}
          empty={<EmptyState what={say("access.settings.none")} />}
          columns={[
            { key: "version", head: say("access.settings.version"), rowHead: true, cell: (one) => say.number(one.version) },
            { key: "state", head: say("access.grant.state"), cell: (one) => <VersionState ask={ask} version={one} /> },
            { key: "by", head: say("access.settings.by"), cell: (one) => <Name text={one.proposedName} /> },
            { key: "at", head: say("access.settings.at"), cell: (one) => <Moment at={one.proposedAt} /> },
            {
              key: "closed", head: say("access.settings.second"),
              cell: (one) => one.closedName === null ? say("ui.none") : <Name text={one.closedName} />,
            },
            { key: "reason", head: say("access.grant.reason"), cell: (one) => <bdi dir="auto">{one.reason}</bdi> },
          ]}
        />
      </Card>
    </>
  );
}

function VersionState({ ask, version }: { readonly ask: PageAsk; readonly version: SettingsVersion }): VNode {
  const tones = { "proposed": "pending", "in-force": "verified", "declined": "stop", "superseded": "quiet" } as const;
  return <StateTag tone={tones[version.state]} word={ask.say(`access.settings.state-${version.state}`)} />;
}

interface ProposalParams {
  readonly ask: PageAsk;
  readonly proposed: SettingsVersion;
  readonly mayAct: boolean;
}

/** What would change, old beside new; the proposer sees that another must confirm. */
function Proposal({ ask, proposed, mayAct }: ProposalParams): VNode {
  const { say } = ask;
  const now = settingsTyped(ask.organisation);
  const after = settingsTyped({ ...ask.organisation, ...settingsOf(proposed) });
  const changed = Object.keys(after).filter((name) => now[name] !== after[name]);
  const isOwn = proposed.proposedBy === ask.actor.personId;
  return (
    <Card title={say("access.settings.proposal")}>
      <p>{say("access.settings.proposal-about", { name: proposed.proposedName })}</p>
      <DescriptionList
        rows={changed.map((name) => ({
          term: say(settingsFields[name]?.label ?? "access.settings.title"),
          definition: <><del><bdi dir="auto">{now[name]}</bdi></del> <ins><bdi dir="auto">{after[name]}</bdi></ins></>,
        }))}
      />
      {mayAct && (
        <Form
          action={isOwn ? "/organisation/decline" : "/organisation/confirm"} expectedVersion={proposed.version}
          label={say("access.settings.proposal")}
        >
          <Deeds>
            {!isOwn && <Button>{say("access.settings.confirm")}</Button>}
            <Button kind="secondary" formAction="/organisation/decline">
              {say(isOwn ? "access.settings.take-back" : "access.settings.decline")}
            </Button>
          </Deeds>
        </Form>
      )}
      {isOwn && <p class="quiet">{say("access.settings.own")}</p>}
    </Card>
  );
}

function settingsOf(version: SettingsVersion): object {
  const { yearlyIncomeMinor, exchangeRates, ...rest } = version.body;
  return {
    ...rest, ...(yearlyIncomeMinor ? { yearlyIncomeMinor: BigInt(yearlyIncomeMinor) } : {}),
    ...(exchangeRates ? { exchangeRates: exchangeRates.map((one) => ({ ...one, rateMicro: BigInt(one.rateMicro) })) } : {}),
  };
}

function SettingsForm({ ask, faults }: { readonly ask: PageAsk; readonly faults: readonly Fault[] }): VNode {
  const { say } = ask;
  const typed = faults.length > 0 ? ask.form : settingsTyped(ask.organisation);
  const areas = ["holidays", "exchangeRates", "adoptedLists", "parameters", "authorityTitles", "emblemSvg", "reason"];
  return (
    <Card title={say("access.settings.propose")}>
      <p>{say("access.settings.propose-about")}</p>
      <Form action="/organisation" fields={settingsFields} faults={faults} typed={typed} label={say("access.settings.propose")}>
        {Object.keys(settingsFields).map((name) => {
          if (name === "authenticLang") {
            const options = langs.map((lang) => ({ value: lang, text: say(`access.lang.${lang}`) }));
            return <Select key={name} name={name} options={options} />;
          }
          return areas.includes(name) ? <TextArea key={name} name={name} /> : <TextField key={name} name={name} />;
        })}
        <Deeds><Button>{say("access.settings.propose-button")}</Button></Deeds>
      </Form>
    </Card>
  );
}
