import assert from "node:assert/strict";
import { stateOf } from "./contribution.ts";
import type { Walk } from "./walk.ts";

/** Another finance officer books the money that came; the controller finds it on the bank's statement. */
export async function receives(walk: Walk): Promise<void> {
  const { say, tale } = walk;
  const one = say("contributions.one-of", { name: tale.name });
  const label = (of: string): string => say(`contributions.field.${of}`);

  const finance = await walk.person("finance-2");
  await finance.follow(say("contributions.task.receive"), say("contributions.work.receipt"));
  await finance.amount(label("arrived"), tale.amount);
  await finance.write(label("payer"), tale.name);
  await finance.write(label("bank-reference"), `EXBANK ${tale.lang} 1`);
  await finance.act(say("contributions.work.receipt.deed"), one);
  await walk.settle();
  assert.equal(await stateOf(walk), "received");

  const controller = await walk.person("controller");
  await controller.follow(say("contributions.task.reconcile"), one);
  await controller.follow(say("contributions.reconcile"), say("contributions.work.reconciliation"));
  await controller.write(label("statement"), `EXBANK statement ${tale.lang}`);
  await controller.act(say("contributions.work.reconciliation.deed"), one);
  assert.ok((await controller.read()).includes(`EXBANK statement ${tale.lang}`), "the entry is reconciled");
  await walk.settle();
}
