import type { Browser, BrowserContext } from "playwright-core";
import { civilDateIn, type CivilDate } from "../../../src/kernel/instants.ts";
import type { AccountId, PartnerId } from "../../../src/kernel/ids.ts";
import { evaluationSession } from "../../../src/modules/access/index.ts";
import { questionnaireOf } from "../../../src/modules/diligence/index.ts";
import { exampleOrganisation } from "../../_build/organisation.ts";
import type { House } from "../../_build/house.ts";
import { Hand } from "../../_build/hand.ts";
import type { Say } from "../../../src/ui/say.ts";
import { say } from "../../_build/sayings.ts";
import type { Tale } from "./tales.ts";

/** One partnership on its way through the house in one language: everybody's hands, and what was learnt on the way. */
export class Walk {
  readonly say: Say;
  private readonly hands = new Map<string, Hand>();
  readonly complaints: string[] = []; // what the browser had to say of our scripts

  constructor(readonly house: House, private readonly browser: Browser, readonly tale: Tale) {
    this.say = say(tale.lang);
  }

  /** A browser of their own for somebody nobody knows yet, in the language of the walk. */
  async stranger(as: string): Promise<Hand> {
    const context = await this.browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce" });
    return this.handIn(context, as);
  }

  /** Somebody of the cast, already signed in, at their own desk. The same browser each time. */
  async person(key: string): Promise<Hand> {
    const known = this.hands.get(key);
    if (known) {
      await known.open(`${this.house.address}/desk`, this.say("desk.title"));
      return known;
    }
    const hand = await this.session(key, this.house.stage.account(key));
    await hand.open(`${this.house.address}/desk`, this.say("desk.title"));
    return hand;
  }

  async session(key: string, account: AccountId): Promise<Hand> {
    const session = await evaluationSession(this.house.world, account);
    if (!session.ok) throw new Error(`no session for ${key}: ${session.error.code}`);
    const context = await this.browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce" });
    await context.addCookies([{ name: "entente-session", value: session.value.token, url: this.house.address }]);
    return this.handIn(context, key);
  }

  hand(key: string): Hand {
    const hand = this.hands.get(key);
    if (!hand) throw new Error(`${key} has no browser yet`);
    return hand;
  }

  /** A code of an app is good once: the next one is half a minute later. */
  passHalfAMinute(): void {
    this.house.world.clock.forward(30_000);
  }

  get today(): CivilDate {
    return civilDateIn(this.house.world.clock.now(), "Europe/Paris");
  }

  /** The worker's round: the log is sequenced, modules hear of it, letters go out. */
  settle(): Promise<void> {
    return this.house.stage.settle();
  }

  /** The newest letter to that address, as its reader opens it. */
  letterTo(email: string): string {
    const letter = this.house.stage.letters.filter((one) => one.to === email).at(-1);
    if (!letter) throw new Error(`no letter reached ${email}`);
    return letter.text;
  }

  async close(): Promise<void> {
    for (const hand of this.hands.values()) await hand.page.context().close();
  }

  private async handIn(context: BrowserContext, key: string): Promise<Hand> {
    const { lang } = this.tale;
    await context.addCookies([{ name: "entente-lang", value: lang, url: this.house.address }]);
    const page = await context.newPage();
    page.on("pageerror", (error) => this.complaints.push(error.message));
    const hand = await Hand.on({ page, lang, organisation: exampleOrganisation.name[lang] });
    this.hands.set(key, hand);
    return hand;
  }
}

/** The file of the walk's partner. */
export async function partnerNamed({ house, tale }: Walk): Promise<PartnerId> {
  const listed = await house.stage.ask<{ partners: readonly { id: PartnerId; name: string }[] }>("officer", "partners.list", {});
  const found = listed.partners.find((partner) => partner.name === tale.name);
  if (!found) throw new Error(`no file of ${tale.name}`);
  return found.id;
}

/** A text of the questionnaire, which carries its own languages. */
export function textOf({ tale, house }: Walk, table: "purposes", code: string): string {
  const { purposes } = questionnaireOf(house.world);
  const texts = { purposes }[table][code];
  if (!texts) throw new Error(`${table} has no ${code}`);
  return texts[tale.lang];
}
