import type { VNode } from "preact";
import { civilDateIn, civilPlusDays, type CivilDate } from "../../../kernel/instants.ts";
import { roles, type Role } from "../../../kernel/roles.ts";
import { checkpoint } from "../../../modules/log/index.ts";
import { freshness, type Freshness } from "../../../modules/screening/index.ts";
import {
  Card,
  DescriptionList,
  EmptyState,
  Link,
  Moment,
  Name,
  PageHead,
  Table,
} from "../../../ui/components/index.ts";
import type { Page, PageAsk } from "../../../ui/page.ts";
import type { Say } from "../../../ui/say.ts";
import type { Task } from "../../../ui/task.ts";
import { doors } from "../../doors.ts";
import { SearchForm } from "./search-form.tsx";

const outside: readonly Role[] = ["partner-contact", "partner-signatory", "public"];
export const officers: readonly Role[] = roles.filter((role) => !outside.includes(role));

const groups = ["overdue", "today", "week", "later", "others"] as const;
type Group = (typeof groups)[number];

/** Every officer's home: what needs me, with its clock; and honestly, how the house stands. */
export const deskPage: Page = {
  method: "GET",
  path: "/desk",
  who: officers,
  async handle(ask) {
    const { world } = ask;
    const tasks = await world.database.read(async (tx) => {
      const desk = {
        tx,
        actor: ask.actor,
        world,
        organisation: ask.organisation,
        now: () => world.clock.now(),
      };
      const found: Task[] = [];
      for (const door of doors) found.push(...(await door.tasks(desk)));
      return found;
    });
    const fresh = await world.database.read((tx) => freshness(tx, world.clock.now()));
    const signed = await checkpoint(world);
    const suspended = await ask.answer<{ partners: readonly unknown[] }>("partners.list", {
      state: "suspended",
    });
    const house = { fresh, signed, suspended: suspended?.partners.length ?? null };
    return {
      kind: "page",
      layout: "officer",
      title: ask.say("desk.title"),
      body: <DeskView ask={ask} tasks={tasks} house={house} />,
    };
  },
};

interface House {
  readonly fresh: Freshness;
  readonly signed: Awaited<ReturnType<typeof checkpoint>>;
  readonly suspended: number | null; // null: this reader sees no partner files
}

function DeskView({ ask, tasks, house }: { ask: PageAsk; tasks: readonly Task[]; house: House }): VNode {
  const { say, world, organisation } = ask;
  const today = civilDateIn(world.clock.now(), organisation.timeZone);
  const grouped = new Map<Group, Task[]>(groups.map((group) => [group, []]));
  for (const task of tasks)
    grouped.get(groupOf(task, { today, zone: organisation.timeZone, now: world.clock.now() }))?.push(task);
  const mine = tasks.filter((task) => task.waitingFor === "me").length;
  const overdue = grouped.get("overdue")?.length ?? 0;
  return (
    <>
      <PageHead title={say("desk.title")} answer={say("desk.answer", { mine, overdue })} />
      <div class="beside">
        <div class="stack">
          {house.suspended !== null && <SearchForm say={say} />}
          {tasks.length === 0 && <EmptyState what={say("desk.empty")} how={say("desk.empty-how")} />}
          {groups.map((group) => {
            const rows = grouped.get(group) ?? [];
            return rows.length > 0 && <TaskTable key={group} say={say} group={group} rows={rows} />;
          })}
        </div>
        <div class="beside__aside">
          <HouseView say={say} house={house} />
          <Elsewhere ask={ask} />
        </div>
      </div>
    </>
  );
}

function groupOf(task: Task, at: { today: CivilDate; zone: string; now: number }): Group {
  if (task.waitingFor === "others") return "others";
  if (task.dueAt === null) return "later";
  if (task.dueAt < at.now) return "overdue";
  const day = civilDateIn(task.dueAt, at.zone);
  if (day <= at.today) return "today";
  return day <= civilPlusDays(at.today, 7) ? "week" : "later";
}

function TaskTable({ say, group, rows }: { say: Say; group: Group; rows: readonly Task[] }): VNode {
  const sorted = [...rows].sort((a, b) => (a.dueAt ?? Infinity) - (b.dueAt ?? Infinity));
  return (
    <Card title={say(`desk.group.${group}`)} id={group}>
      <Table
        caption={say(`desk.group.${group}`)}
        captionHidden
        rows={sorted}
        rowKey={(t) => `${t.key}/${t.subject}`}
        dense
        columns={[
          {
            key: "deed",
            head: say("desk.deed"),
            rowHead: true,
            cell: (t) => <Link to={t.path}>{say(t.key, t.facts)}</Link>,
          },
          { key: "file", head: say("desk.file"), cell: (t) => t.fileName && <Name text={t.fileName} /> },
          { key: "why", head: say("desk.why"), cell: (t) => say(t.why, t.facts) },
          {
            key: "due",
            head: say("desk.due"),
            cell: (t) => (t.dueAt === null ? say("desk.no-date") : <Moment at={t.dueAt} />),
          },
        ]}
      />
    </Card>
  );
}

function HouseView({ say, house }: { say: Say; house: House }): VNode {
  const { fresh, signed, suspended } = house;
  return (
    <Card title={say("desk.aside")} level={3}>
      <DescriptionList
        rows={[
          {
            term: say("desk.lists-age"),
            definition: fresh.checkedAt === null ? say("desk.lists-never") : <Moment at={fresh.checkedAt} />,
          },
          {
            term: say("desk.checkpoint"),
            definition: signed
              ? say("desk.checkpoint-size", { size: signed.size, at: say.moment(signed.at) })
              : say("desk.checkpoint-none"),
          },
          ...(suspended === null
            ? []
            : [
                {
                  term: say("desk.suspended"),
                  definition: <Link to="/partners?state=suspended">{say.number(suspended)}</Link>,
                },
              ]),
        ]}
      />
    </Card>
  );
}

/** Places that have no line of their own in the navigation; each shown to whoever may open it. */
const elsewhere: readonly (readonly [path: string, key: string])[] = [
  ["/intake", "desk.intake"],
  ["/lists", "desk.lists"],
  ["/ballots", "desk.ballots"],
  ["/register-desk", "desk.register-desk"],
  ["/interests", "desk.interests"],
  ["/people/duties", "desk.staffing"],
  ["/organisation", "desk.settings"],
  ["/me", "desk.what-may-i"],
];

function Elsewhere({ ask }: { ask: PageAsk }): VNode {
  const { say, actor } = ask;
  const open = elsewhere.filter(([path]) =>
    doors.some((door) =>
      door.pages.some(
        (page) =>
          page.method === "GET" &&
          page.path === path &&
          (page.who === "anyone" ||
            page.who === "signed-in" ||
            page.who.some((role) => actor.roles.includes(role))),
      ),
    ),
  );
  return (
    <Card title={say("desk.go")} level={3}>
      <ul class="plain-list">
        {open.map(([path, key]) => (
          <li key={path}>
            <Link to={path}>{say(key)}</Link>
          </li>
        ))}
        {/* The way to the switch must not be one of the keys that it switches off. */}
        <li>
          <Link to="/shortcuts">{say("shortcuts.title")}</Link>
        </li>
      </ul>
    </Card>
  );
}
