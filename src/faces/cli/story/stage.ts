import type { Actor } from "../../../kernel/actor.ts";
import type { AccountId } from "../../../kernel/ids.ts";
import { plusMs } from "../../../kernel/instants.ts";
import type { Refusal } from "../../../kernel/refusal.ts";
import type { Letter } from "../../../ports/mail.ts";
import type { World } from "../../../ports/world.ts";
import type { Say } from "../../../ui/say.ts";
import type { Lang } from "../../../kernel/lang.ts";
import { ask as askQuestion, perform, settle } from "../../../modules/log/index.ts";
import { sendLetters } from "../../../modules/access/index.ts";
import { allQuestions, allSubscribers, deedNamed } from "../../doors.ts";

/** What the story tells whoever watches: the terminal, or nobody. */
export interface Teller {
  chapter(title: string): void;
  did(who: string, what: string): void;
  refused(who: string, what: string, refusal: Refusal): void;
}

/** Where the fictitious people act: the product's own deeds, by their names, with their own accounts. */
export class Stage {
  readonly actors = new Map<string, Actor>();
  readonly letters: Letter[] = []; // what reached their mailboxes
  readonly world: World;

  constructor(
    world: World,
    readonly tell: Teller,
    readonly say: (lang: Lang) => Say,
    /** Moves the clock where it is held; a running clock moves by itself. */
    readonly pass: (ms: number) => void = () => {},
  ) {
    const { letters } = this;
    this.world = {
      ...world,
      mail: {
        async send(letter) {
          letters.push(letter);
          await world.mail.send(letter);
        },
      },
      organisation: () => world.organisation(),
    };
  }

  /** The actor as a session would carry it, with a gesture made a moment ago. */
  actor(key: string): Actor {
    const actor = this.actors.get(key);
    if (!actor) throw new Error(`nobody in the story is called ${key}`);
    return { ...actor, freshUntil: plusMs(this.world.clock.now(), 300_000) };
  }

  account(key: string): AccountId {
    const { accountId } = this.actor(key);
    if (accountId === "system" || accountId === "public") throw new Error(`${key} has no account`);
    return accountId;
  }

  /** Does one deed and tells it; stops the story when the product refuses what the story needs. */
  async do<Answer>(key: string, deed: string, ask: unknown, what?: string): Promise<Answer> {
    this.pass(1_000);
    const actor = this.actor(key);
    const done = await perform(this.world, actor, this.definition(deed), ask);
    if (!done.ok) throw new Error(`${key} was refused ${deed}: ${JSON.stringify(done.error)}`);
    if (what) this.tell.did(actor.name, what);
    return done.value as Answer;
  }

  /** Tries what must be refused. Throws when the product lets it pass, or refuses for another reason. */
  async refused(
    key: string,
    deed: string,
    ask: unknown,
    expect: { code: string; clause?: string; what: string; world?: World },
  ): Promise<void> {
    const actor = this.actor(key);
    const world = expect.world ?? this.world;
    const fresh = { ...actor, freshUntil: plusMs(world.clock.now(), 300_000) };
    const done = await perform(world, fresh, this.definition(deed), ask);
    if (done.ok) throw new Error(`${deed} by ${key} was let pass; it must be refused (${expect.code})`);
    const clauses = "clauses" in done.error ? (done.error.clauses ?? []) : [];
    const isExpected = done.error.code === expect.code && (!expect.clause || clauses.includes(expect.clause));
    if (!isExpected)
      throw new Error(`${deed} by ${key} was refused for another reason: ${JSON.stringify(done.error)}`);
    this.tell.refused(actor.name, expect.what, done.error);
  }

  async ask<Answer>(key: string, name: string, asked: unknown): Promise<Answer> {
    const question = allQuestions.find((q) => q.name === name);
    if (!question) throw new Error(`no question ${name}`);
    const answer = await askQuestion(this.world, this.actor(key), question, asked);
    if (answer === null) throw new Error(`${name} has no answer for ${key}`);
    return answer as Answer;
  }

  /** Lets the log, the subscribers and the post catch up. */
  async settle(): Promise<void> {
    await settle(this.world, allSubscribers);
    await sendLetters(this.world, this.say);
  }

  private definition(name: string) {
    const definition = deedNamed(name);
    if (!definition) throw new Error(`no deed ${name}`);
    return definition;
  }
}
