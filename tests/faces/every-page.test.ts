// Goal: nobody is shut out of any page. Method: Chromium opens every page of the house in each language, wide and at
// 360 px, light and dark; axe-core looks for WCAG 2.2 AA; nothing may stick out sideways; scripts are off in one pass.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { test } from "node:test";
import axe from "axe-core";
import { chromium, type Browser, type Page as Tab } from "playwright-core";
import { doors } from "../../src/faces/doors.ts";
import { facePages } from "../../src/faces/web/face-pages.ts";
import { direction, type Lang } from "../../src/kernel/lang.ts";
import type { Role } from "../../src/kernel/roles.ts";
import type { Page as Route } from "../../src/ui/page.ts";
import { addressOf, idsOf } from "../_build/addresses.ts";
import { aHouse, type House } from "../_build/house.ts";

const browserPath = ["/usr/bin/chromium", "/usr/bin/chromium-browser"].find((path) => existsSync(path));
const skip = browserPath ? false : "Chromium is not installed";
const flags = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
];
const views: readonly { lang: Lang; width: number; colorScheme: "light" | "dark" }[] = [
  { lang: "en", width: 1280, colorScheme: "light" }, { lang: "ar", width: 360, colorScheme: "dark" },
  { lang: "fr", width: 360, colorScheme: "light" }, { lang: "es", width: 1280, colorScheme: "dark" },
];
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const pages: readonly Route[] = [...doors.flatMap((door) => door.pages), ...facePages]
  .filter((page) => page.method === "GET" && !/\.(pdf|csv|json)$|documents\/:document|evidence\/:evidence/.test(page.path));

interface Stop {
  readonly route: string;
  readonly url: string;
  readonly role: Role | null;
}

/** For each page the first role that is shown it; pages that nobody of the story is shown are told at the end. */
async function stops(house: House): Promise<{ found: Stop[]; unseen: string[] }> {
  const ids = await idsOf(house.world);
  const found: Stop[] = [];
  const unseen: string[] = [];
  const cookies = new Map<Role, { name: string; value: string }>();
  for (const page of pages) {
    const url = addressOf(page, ids);
    const candidates: (Role | null)[] = page.who === "anyone" ? [null] : page.who === "signed-in" ? ["director"] : [...page.who];
    let stop: Stop | null = null;
    for (const role of url === null ? [] : candidates) {
      if (role && !cookies.has(role)) {
        try {
          cookies.set(role, await house.cookieOf(role));
        } catch {
          continue; // nobody of the story holds this role
        }
      }
      const cookie = role ? cookies.get(role) : undefined;
      const asked = { url: url ?? "", ...(cookie ? { cookies: { [cookie.name]: cookie.value } } : {}) };
      const answer = await house.served.app.inject(asked);
      if (answer.statusCode !== 200) continue;
      stop = { route: page.path, url: url ?? "", role };
      break;
    }
    if (stop) found.push(stop);
    else unseen.push(page.path);
  }
  return { found, unseen };
}

/** One tab per role, in one language and size; axe stands in it before the page does, so that no page waits for it. */
function tabs(browser: Browser, house: House, view: (typeof views)[number]): (role: Role | null) => Promise<Tab> {
  const made = new Map<Role | null, Promise<Tab>>();
  const open = async (role: Role | null): Promise<Tab> => {
    const context = await browser.newContext({
      viewport: { width: view.width, height: 900 }, colorScheme: view.colorScheme, reducedMotion: "reduce", bypassCSP: true,
    });
    const cookie = role ? await house.cookieOf(role) : null;
    await context.addCookies([
      { name: "entente-lang", value: view.lang, url: house.address }, ...(cookie ? [{ ...cookie, url: house.address }] : []),
    ]);
    await context.addInitScript(axe.source);
    return context.newPage();
  };
  return (role) => {
    const known = made.get(role) ?? open(role);
    made.set(role, known);
    return known;
  };
}

/** What is wrong with the page a tab stands on; empty when nothing is. */
async function wrongWith(tab: Tab, view: (typeof views)[number]): Promise<string[]> {
  const [lang, dir, headings, sideways] = await tab.evaluate(() => [
    document.documentElement.lang, document.documentElement.dir, document.querySelectorAll("h1").length,
    document.documentElement.scrollWidth - window.innerWidth,
  ] as const);
  const wrong: string[] = [];
  if (lang !== view.lang || dir !== direction(view.lang)) wrong.push(`stands as ${lang} ${dir}`);
  if (headings !== 1) wrong.push(`${headings} main headings`);
  if (sideways > 0) wrong.push(`${sideways} px stick out`);
  const { violations } = await tab.evaluate((values) => (window as unknown as { axe: typeof axe }).axe.run(document, {
    runOnly: { type: "tag", values }, resultTypes: ["violations"],
  }), tags);
  for (const v of violations) wrong.push(`${v.id} ${v.nodes[0]?.target.join(" ")} ${v.nodes[0]?.html.slice(0, 120)}`);
  return wrong;
}

test("every page holds at WCAG 2.2 AA in four languages, wide and narrow, light and dark", { skip }, async (t) => {
  const house = await aHouse(t);
  const { found, unseen } = await stops(house);
  assert.ok(found.length >= 75, `only ${found.length} pages were reached; unseen: ${unseen.join(" ")}`);
  const browser = await chromium.launch({ executablePath: browserPath ?? "", args: flags });
  t.after(() => browser.close());
  const offenders: string[] = [];
  // Two views at a time: one renders while the other waits for the server.
  const walk = async (view: (typeof views)[number]): Promise<void> => {
    const tabOf = tabs(browser, house, view);
    for (const stop of found) {
      const tab = await tabOf(stop.role);
      const answer = await tab.goto(`${house.address}${stop.url}`, { waitUntil: "domcontentloaded" });
      const told = `${stop.route} ${view.lang} ${view.width}`;
      if (answer?.status() !== 200) offenders.push(`${told}: ${answer?.status()}`);
      for (const wrong of await wrongWith(tab, view)) offenders.push(`${told}: ${wrong}`);
    }
  };
  for (let at = 0; at < views.length; at += 2) await Promise.all(views.slice(at, at + 2).map(walk));
  assert.equal(offenders.length, 0, offenders.join("\n"));
});

test("the public register is light: at most 60 kB in all, no script needed, no third party", { skip }, async (t) => {
  const house = await aHouse(t);
  const browser = await chromium.launch({ executablePath: browserPath ?? "", args: flags });
  t.after(() => browser.close());
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  let bytes = 0;
  const elsewhere: string[] = [];
  page.on("requestfinished", (request) => {
    if (!request.url().startsWith(house.address)) elsewhere.push(request.url());
    void request.sizes().then((sizes) => { bytes += sizes.responseBodySize + sizes.responseHeadersSize; });
  });
  await page.goto(`${house.address}/register`);
  await page.waitForLoadState("networkidle");
  assert.equal(await page.locator("table tbody tr").count(), 1);
  assert.deepEqual(elsewhere, []);
  assert.ok(bytes > 0 && bytes <= 60_000, `${bytes} bytes`);
});
