// Goal: the deeds of the path can be done without a mouse and without sight. Method: a robot that only presses keys and
// only knows what the accessibility tree says of the focused element (role and name), in French and in Arabic. It
// never clicks and never looks an element up by its place.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { test } from "node:test";
import { chromium, type Browser, type Page } from "playwright-core";
import type { Lang } from "../../src/kernel/lang.ts";
import type { Role } from "../../src/kernel/roles.ts";
import { contributionOf } from "../../src/modules/contributions/index.ts";
import { prepareDecision } from "../../src/faces/cli/story/contribute.ts";
import { examplia } from "../../src/faces/cli/story/files.ts";
import { readBuilt } from "../../src/ports/built.ts";
import { projectRoot } from "../../src/ports/project-root.ts";
import { sayings } from "../../src/ui/catalogue.ts";
import type { Say } from "../../src/ui/say.ts";
import { aHouse, type House } from "../_build/house.ts";

const browserPath = ["/usr/bin/chromium", "/usr/bin/chromium-browser"].find((path) => existsSync(path));
const skip = browserPath ? false : "Chromium is not installed";
const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"];

/** Presses keys and hears what a screen reader would say of the focus. */
class Hand {
  constructor(private readonly page: Page, readonly say: Say) {}

  /** The focused element as the accessibility tree has it: `textbox "Montant"`. */
  async hear(): Promise<string> {
    return (await this.page.locator(":focus").count()) === 0 ? "" : this.page.locator(":focus").ariaSnapshot();
  }

  /** Tabs until role and name are heard. Fails when the whole page was walked without hearing them. */
  async to(role: string, name: string): Promise<void> {
    const heard: string[] = [];
    for (let n = 0; n < 150; n++) {
      await this.page.keyboard.press("Tab");
      const now = await this.hear();
      heard.push(now.split("\n")[0] ?? "");
      if (now.startsWith(`- ${role} `) && now.includes(name)) {
        assert.ok(await this.isFocusVisible(), `the focus on ${role} ${name} cannot be seen`);
        return;
      }
    }
    throw new Error(`never heard ${role} "${name}"; heard: ${[...new Set(heard)].join(" | ").slice(0, 1500)}`);
  }

  /** WCAG 2.4.7: an outline or a ring stands around what has the focus. */
  private isFocusVisible(): Promise<boolean> {
    return this.page.evaluate(() => {
      const at = document.activeElement;
      if (!at) return false;
      const look = getComputedStyle(at);
      return (look.outlineStyle !== "none" && parseFloat(look.outlineWidth) > 0) || look.boxShadow !== "none";
    });
  }

  async type(role: string, name: string, text: string): Promise<void> {
    await this.to(role, name);
    await this.page.keyboard.type(text);
  }

  /** Presses the key and waits for the page it leads to. */
  async go(key: "Enter" | "Space"): Promise<void> {
    await Promise.all([this.page.waitForNavigation({ waitUntil: "domcontentloaded" }), this.page.keyboard.press(key)]);
  }

  async press(key: string): Promise<void> {
    await this.page.keyboard.press(key);
  }
}

async function aHand(
  browser: Browser, house: House, as: { role: Role; lang: Lang; at: string },
): Promise<{ hand: Hand; page: Page }> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce" });
  const cookie = await house.cookieOf(as.role);
  await context.addCookies([
    { ...cookie, url: house.address }, { name: "entente-lang", value: as.lang, url: house.address },
  ]);
  const page = await context.newPage();
  await page.goto(`${house.address}${as.at}`);
  const says = sayings({ catalogues: readBuilt(projectRoot()).catalogues, timeZone: "Europe/Paris" });
  return { hand: new Hand(page, says[as.lang]), page };
}

test("a partner offers in French and an authority accepts in Arabic, by keyboard and by ear alone", { skip }, async (t) => {
  const house = await aHouse(t);
  const browser = await chromium.launch({ executablePath: browserPath ?? "", args: flags });
  t.after(() => browser.close());

  const { hand, page } = await aHand(browser, house, { role: "partner-contact", lang: "fr", at: "/offers" });
  const { say } = hand;
  await page.keyboard.press("Tab");
  assert.match(await hand.hear(), /link/, "the first stop is the link that skips the head");
  await hand.to("button", say("contributions.offers.new"));
  await hand.go("Enter");
  const goOn = say("ui.button.continue");
  // Half is missing: the summary takes the focus and leads to what is missing; nothing typed is ever lost.
  const words = "Former des examinateurs dans deux autres pays.";
  await hand.type("textbox", say("contributions.field.purpose-words"), words);
  await hand.to("button", goOn);
  await hand.go("Enter");
  assert.equal(await page.evaluate(() => document.activeElement?.closest("[role=alert], .error-summary") !== null), true);
  assert.ok((await page.content()).includes(words), "what was typed stands again");
  await hand.to("combobox", say("contributions.field.purpose"));
  await page.keyboard.press("ArrowDown");
  await hand.type("textbox", say("contributions.field.programme"), "Examinateurs 2028");
  await hand.to("button", goOn);
  await hand.go("Enter");
  await hand.type("textbox", say("contributions.field.amount"), "12 345,50");
  await hand.to("radio", say("contributions.earmark.none"));
  await page.keyboard.press("Space");
  await hand.to("button", goOn);
  await hand.go("Enter");
  assert.match(await page.content(), /12\u202f345,50/, "the page reads back what was understood");

  // A smaller offer for another purpose: one that the Secretary General may decide alone.
  const { contribution: pending } = await prepareDecision(house.stage, examplia, {
    valueMinor: "3000000", purpose: "forensics", words: "Reference samples for two laboratories.", programme: "Samples 2027",
  });
  const authority = await aHand(browser, house, { role: "secretary-general", lang: "ar", at: "/confirm" });
  assert.equal(await authority.page.evaluate(() => document.documentElement.dir), "rtl");
  const arabic = authority.hand.say;
  // A decision needs a gesture of the last five minutes; people of an evaluation have a button for it.
  await authority.hand.to("button", arabic("access.confirm.button"));
  await authority.hand.go("Enter");
  await authority.page.goto(`${house.address}/contributions/${pending}/decision`);
  await authority.hand.to("radio", arabic("contributions.decide.accept"));
  await authority.hand.press("ArrowDown");
  assert.ok((await authority.hand.hear()).includes(arabic("contributions.decide.refuse")), "arrows walk the choices");
  await authority.hand.press("ArrowUp");
  await authority.hand.type("textbox", arabic("contributions.field.words"), "عينات مرجعية لمختبرين طلباها.");
  await authority.hand.to("button", arabic("contributions.decision.record"));
  await authority.hand.go("Enter");
  const decided = await house.world.database.read((tx) => contributionOf(tx, pending as never));
  assert.equal(decided?.state, "accepted");
  assert.equal(decided?.decision?.body, "secretary-general");
});
