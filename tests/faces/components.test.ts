// Goal: a component keeps its promises to everyone. Method: Chromium opens every example in each language, in the
// language's own direction and turned round, wide and at 360 px, light and dark; the selectors that prove each promise
// of its contract are looked up; axe-core looks for WCAG 2.2 AA.
import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import axe from "axe-core";
import type { Page as Tab } from "playwright-core";
import { reviewPages } from "../../src/faces/web/review-page.tsx";
import { langs, type Lang } from "../../src/kernel/lang.ts";
import type { Criterion } from "../../src/ui/review/contract.ts";
import { contracts } from "../../src/ui/review/contracts.ts";
import { aBrowser, noBrowser, wcagTags } from "../_build/browser.ts";
import { aWebFace } from "../_build/web.ts";

async function served(t: TestContext): Promise<string> {
  const { app, world } = await aWebFace(t, { pages: reviewPages, address: "http://127.0.0.1", limits: { perAccount: 10_000 } });
  world.configure({ fictitious: true });
  await app.listen({ host: "127.0.0.1", port: 0 });
  const bound = app.server.address();
  return `http://127.0.0.1:${typeof bound === "object" && bound ? bound.port : 0}`;
}

/** The promises of a contract that the drawn examples break. */
function broken(tab: Tab, criteria: readonly Criterion[]): Promise<string[]> {
  return tab.evaluate((promises) => {
    const wrong: string[] = [];
    for (const { says, holds, never, in: where } of promises) {
      const root = where === undefined ? document.querySelector("main") : document.querySelector(`[data-example="${where}"]`);
      // Commas part selectors that must each be found; ":is(a, b)" is one.
      for (const selector of holds?.split(/,\s*(?![^(]*\))/) ?? []) if (!root?.querySelector(selector)) wrong.push(`${says} (${selector})`);
      for (const selector of never?.split(/,\s*(?![^(]*\))/) ?? []) if (root?.querySelector(selector)) wrong.push(`${says} (not ${selector})`);
    }
    return wrong;
  }, criteria);
}

function sideways(tab: Tab): Promise<number> {
  return tab.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
}

async function violations(tab: Tab): Promise<string[]> {
  const found = await tab.evaluate((values) => (window as unknown as { axe: typeof axe }).axe.run(document, {
    runOnly: { type: "tag", values }, resultTypes: ["violations"],
  }), wcagTags);
  return found.violations.map((v) => `${v.id} ${v.nodes[0]?.html.slice(0, 120)}`);
}

const width: Readonly<Record<Lang, number>> = { en: 1280, fr: 360, es: 1280, ar: 360 };

for (const lang of langs) {
  test(`every component keeps its promises in ${lang}, in both directions`, { skip: noBrowser }, async (t) => {
    const address = await served(t);
    const browser = await aBrowser(t);
    const context = await browser.newContext({
      viewport: { width: width[lang], height: 900 }, colorScheme: lang === "ar" || lang === "es" ? "dark" : "light",
      bypassCSP: true, reducedMotion: "reduce",
    });
    await context.addCookies([{ name: "entente-lang", value: lang, url: address }]);
    await context.addInitScript(axe.source);
    const tab = await context.newPage();
    const wrong: string[] = [];
    for (const [name, contract] of contracts) {
      await tab.goto(`${address}/review/${name}`, { waitUntil: "domcontentloaded" });
      const note = (found: readonly string[]) => wrong.push(...found.map((what) => `${name}: ${what}`));
      note(await broken(tab, contract.accessibility));
      note(await violations(tab));
      if ((await sideways(tab)) > 0) note(["sticks out"]);
      await tab.evaluate(() => { document.documentElement.dir = document.documentElement.dir === "rtl" ? "ltr" : "rtl"; });
      if ((await sideways(tab)) > 0) note(["sticks out when turned round"]);
    }
    assert.equal(wrong.length, 0, wrong.join("\n"));
  });
}

test("with forced colours every state keeps its shape and every button its edge", { skip: noBrowser }, async (t) => {
  const address = await served(t);
  const browser = await aBrowser(t);
  const tab = await browser.newPage({ forcedColors: "active", bypassCSP: true });
  await tab.goto(`${address}/review/state-tag`);
  const edges = await tab.evaluate(() => [...document.querySelectorAll(".state")].map((e) => getComputedStyle(e).borderBlockStartStyle));
  assert.deepEqual(new Set(edges), new Set(["solid"]));
  await tab.goto(`${address}/review/button`);
  const buttons = await tab.evaluate(() => [...document.querySelectorAll("main .button")].map((e) => getComputedStyle(e).borderBlockStartStyle));
  assert.deepEqual(new Set(buttons), new Set(["solid"]));
});

test("the fault summary takes the focus when the page opens, and its links lead into the field", { skip: noBrowser }, async (t) => {
  const address = await served(t);
  const browser = await aBrowser(t);
  const context = await browser.newContext({ javaScriptEnabled: false });
  const tab = await context.newPage();
  await tab.goto(`${address}/review/form`);
  assert.equal(await tab.locator(":focus").getAttribute("class"), "error-summary");
  await tab.keyboard.press("Tab");
  await tab.keyboard.press("Enter");
  assert.match(tab.url(), /#f-legalName$/);
});
