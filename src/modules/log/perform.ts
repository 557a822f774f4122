import { hasRole, type Actor } from "../../kernel/actor.ts";
import type { Purpose } from "../../kernel/purpose.ts";
import { busy, faulty, noRoom, refused, type Refusal } from "../../kernel/refusal.ts";
import { assert, no, ok, type Result } from "../../kernel/result.ts";
import { Busy, type Tx } from "../../ports/database/database.ts";
import { DiskFull } from "../../ports/disk-full.ts";
import type { World } from "../../ports/world.ts";
import type { DeedDefinition, QuestionDefinition } from "./deed.ts";
import { openDesk, readDesk, type OpenDesk } from "./desk.ts";
import { faultsOf } from "./faults.ts";
import { freeze, hashOf, thaw } from "./frozen.ts";
import { recordRead } from "./reads/record-read.ts";
import { claim, remember, type Claim } from "./store-idempotency.ts";

export interface PerformOptions {
  readonly idempotencyKey?: string; // 1 to 200 characters, chosen by the asker, private to the account
}

/**
 * Runs one deed: reads the ask, checks role and gesture, then guard, change and event in one transaction.
 *
 * @param rest the ask (attacker-chosen; unknown fields are faults) and the options
 * @returns the answer, or a refusal after which nothing has changed. The same key with the same ask gives the
 *          stored answer without running again; with another ask it is refused. Throws only for our own
 *          broken invariants.
 */
export async function perform<Ask, Answer>(
  world: World, actor: Actor, definition: DeedDefinition<Ask, Answer>,
  ...rest: [ask: unknown, options?: PerformOptions]
): Promise<Result<Answer, Refusal>> {
  const [asked, { idempotencyKey } = {}] = rest;
  const refusal = mayTry(world, actor, definition);
  if (refusal !== null) return no(refusal);
  const parsed = definition.ask.safeParse(asked);
  if (!parsed.success) return no(faulty(faultsOf(parsed.error, asked)));
  const key = idempotencyKey === undefined ? null : claimOf(actor, definition, parsed.data, idempotencyKey);
  const unusable = key !== null && (key.key === "" || key.key.length > 200);
  if (unusable) return no(refused("log/idempotency-key-unusable"));
  return inTransaction(
    world, definition, (tx) => attempt(tx, { world, actor, definition, ask: parsed.data, key }),
  );
}

function mayTry<Ask, Answer>(
  world: World, actor: Actor, definition: DeedDefinition<Ask, Answer>,
): Refusal | null {
  const { who } = definition;
  const may = who === "system" ? actor.side === "system" : who.includes("public") || hasRole(actor, ...who);
  if (!may) return refused("log/not-your-role");
  return definition.fresh === true ? gesture(world, actor) : null;
}

function gesture(world: World, actor: Actor): Refusal | null {
  return (actor.freshUntil ?? 0) < world.clock.now() ? refused("log/gesture-needed") : null;
}

function claimOf<Ask, Answer>(
  actor: Actor, { name }: DeedDefinition<Ask, Answer>, ask: Ask, key: string,
): Claim {
  return { account: actor.accountId, key, deed: name, askHash: hashOf(ask) };
}

interface Attempt<Ask, Answer> {
  readonly world: World;
  readonly actor: Actor;
  readonly definition: DeedDefinition<Ask, Answer>;
  readonly ask: Ask;
  readonly key: Claim | null;
}

/** Everything in here may run more than once: the database retries serialisation failures. */
async function attempt<Ask, Answer>(tx: Tx, of: Attempt<Ask, Answer>): Promise<Answer> {
  const { world, actor, definition, ask, key } = of;
  const earlier = key === null ? null : await claim(tx, key, world.clock.now());
  if (key !== null && earlier !== null) {
    const same = earlier.deed === key.deed && earlier.askHash.equals(key.askHash);
    if (!same || earlier.answer === null) throw new TurnedDown(refused("log/idempotency-conflict"));
    return recall<Answer>(world, key, earlier.answer);
  }
  const open = openDesk(world, actor, tx);
  const answer = await definition.perform(open.desk, ask);
  if (!answer.ok) throw new TurnedDown(answer.error);
  assert(open.recorded.length > 0, `${definition.name} changed something and recorded no event`);
  if (key !== null) await remember(tx, key, sealAnswer(world, key, answer.value));
  if (definition.fresh === true) open.desk.beforeCommit(async () => gesture(world, actor));
  await checkAgain(world, open);
  return answer.value;
}

/** The last thing before commit, so that what expired while we worked is seen. */
async function checkAgain(world: World, open: OpenDesk): Promise<void> {
  for (const check of open.checks) {
    const refusal = await check(world.clock.now());
    if (refusal !== null) throw new TurnedDown(refusal);
  }
}

async function inTransaction<Ask, Answer>(
  world: World, { name, isolation, role }: DeedDefinition<Ask, Answer>, body: (tx: Tx) => Promise<Answer>,
): Promise<Result<Answer, Refusal>> {
  try {
    return ok(await world.database.transaction({ isolation, ...(role ? { role } : {}) }, body));
  } catch (error) {
    if (error instanceof TurnedDown) return no(error.refusal);
    if (error instanceof Busy) return no(busy);
    if (!(error instanceof DiskFull)) throw error;
    world.trace.fault(`no room on the machine for ${name}`, error); // the asker can do nothing about it
    return no(noRoom);
  }
}

/** Carries a refusal out of the transaction, so that everything is rolled back; never leaves this file. */
class TurnedDown extends Error {
  override readonly name = "TurnedDown";
  constructor(readonly refusal: Refusal) {
    super(refusal.code);
  }
}

function sealAnswer(world: World, key: Claim, answer: unknown): Buffer {
  return Buffer.from(world.keys.seal(Buffer.from(freeze(answer)), `answer/${key.account}/${key.key}`));
}

function recall<Answer>(world: World, key: Claim, sealed: Buffer): Answer {
  const plain = world.keys.open(sealed, `answer/${key.account}/${key.key}`);
  assert(plain !== null, "a stored answer is not what was sealed");
  return thaw(new TextDecoder().decode(plain)) as Answer;
}

/**
 * Answers one question on a read-only snapshot. Null: unreadable, not for this actor, or not there. What opens sealed
 * content is on record before it is returned; when it cannot be recorded, this throws and nothing is shown.
 */
export async function ask<Ask, Answer>(
  world: World, actor: Actor, question: QuestionDefinition<Ask, Answer>,
  ...rest: [asked: unknown, purpose?: Purpose]
): Promise<Answer | null> {
  const [asked, purpose = "page"] = rest;
  if (!question.who.includes("public") && !hasRole(actor, ...question.who)) return null;
  const parsed = question.ask.safeParse(asked);
  if (!parsed.success) return null;
  const { answer, opened } = await world.database.read(async (tx) => {
    const desk = readDesk(world, actor, tx);
    const found = await question.answer(desk, parsed.data);
    const of = { ask: parsed.data, purpose, desk };
    return { answer: found, opened: found === null ? null : await question.sealed?.(found, of) };
  });
  if (opened) await recordRead(world, { actor, what: question.name, purpose, ...opened });
  return answer;
}
