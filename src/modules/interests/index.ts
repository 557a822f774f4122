/** What people declare about their own interests, and what follows from it (article 23). */
import { z } from "zod";
import { hasRole } from "../../kernel/actor.ts";
import { plusDays, plusMonths } from "../../kernel/instants.ts";
import type { Page } from "../../ui/page.ts";
import type { Task } from "../../ui/task.ts";
import {
  question,
  type DeedDefinition,
  type QuestionDefinition,
  type ReadDesk,
  type Subscriber,
  parameter,
} from "../log/index.ts";
import { declareInterests, declarers } from "./declare-interests.ts";
import { interestPages } from "./pages/mine.tsx";
import { declarationsOf, latestYearly } from "./store.ts";

export { interestFacts, mayAct, type InterestFacts } from "./may-act.ts";
export type { Declaration, Ground } from "./declaration.ts";

const mine = question({
  name: "interests.mine",
  who: declarers,
  ask: z.strictObject({}),
  answer: (desk) => declarationsOf(desk.tx, desk.actor.personId),
});

export const deeds: readonly DeedDefinition[] = [declareInterests];
export const questions: readonly QuestionDefinition[] = [mine];
export const pages: readonly Page[] = interestPages;
export const subscribers: readonly Subscriber[] = [];

/** Thirty days before the yearly declaration expires it is everybody's own task; without one it is overdue. */
export async function tasks(desk: ReadDesk): Promise<Task[]> {
  if (!hasRole(desk.actor, ...declarers)) return [];
  const last = await latestYearly(desk.tx, desk.actor.personId);
  const months = parameter(desk, "interest.declarationMonths");
  const dueAt = last ? plusMonths(last.declaredAt, months) : desk.now();
  if (dueAt > plusDays(desk.now(), 30)) return [];
  return [
    {
      key: "interests.task",
      file: null,
      fileName: null,
      subject: desk.actor.personId,
      path: "/interests",
      why: "interests.task-why",
      dueAt,
      waitingFor: "me",
    },
  ];
}
