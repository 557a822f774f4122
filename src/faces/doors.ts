import type { DeedDefinition, QuestionDefinition, ReadDesk, Subscriber } from "../modules/log/index.ts";
import type { Page } from "../ui/page.ts";
import type { Task } from "../ui/task.ts";
import * as access from "../modules/access/index.ts";
import * as agreements from "../modules/agreements/index.ts";
import * as committees from "../modules/committees/index.ts";
import * as contributions from "../modules/contributions/index.ts";
import * as custody from "../modules/custody/index.ts";
import * as diligence from "../modules/diligence/index.ts";
import * as interests from "../modules/interests/index.ts";
import * as ledger from "../modules/ledger/index.ts";
import * as log from "../modules/log/index.ts";
import * as partners from "../modules/partners/index.ts";
import * as register from "../modules/register/index.ts";
import * as screening from "../modules/screening/index.ts";

/** What every module's door holds; faces loop over doors and know no module beyond that. */
export interface Door {
  readonly name: string;
  readonly deeds: readonly DeedDefinition[];
  readonly questions: readonly QuestionDefinition[];
  readonly pages: readonly Page[];
  readonly subscribers: readonly Subscriber[];
  tasks(desk: ReadDesk): Promise<readonly Task[]>;
  /** Deeds of the system whose time has come; each deed looks again at its own clock. */
  due?(desk: ReadDesk): Promise<readonly DueDeed[]>;
}

export interface DueDeed {
  readonly deed: string;
  readonly ask: unknown;
}

/** Every module, lowest first: pages of a lower module win no path from a higher one, since paths are unique. */
export const doors: readonly Door[] = [
  { name: "log", ...log },
  { name: "access", ...access },
  { name: "ledger", ...ledger },
  { name: "interests", ...interests },
  { name: "partners", ...partners },
  { name: "screening", ...screening },
  { name: "committees", ...committees },
  { name: "register", ...register },
  { name: "diligence", ...diligence },
  { name: "contributions", ...contributions },
  { name: "agreements", ...agreements },
  { name: "custody", ...custody },
];

export const allDeeds: readonly DeedDefinition[] = doors.flatMap((door) => door.deeds);
export const allQuestions: readonly QuestionDefinition[] = doors.flatMap((door) => door.questions);
export const allSubscribers: readonly Subscriber[] = doors.flatMap((door) => door.subscribers);

/** The deed of that name. Names come from pages and the terminal; an unknown one is our mistake or a typing error. */
export function deedNamed(name: string): DeedDefinition | undefined {
  return allDeeds.find((deed) => deed.name === name);
}
