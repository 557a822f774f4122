// Goal: nobody is shut out of any page. Method: Chromium opens every page of the house in each language, wide and at
// 360 px, light and dark; axe-core looks for WCAG 2.2 AA; nothing may stick out sideways; one more pass opens every page
// with scripts off, and one opens every file that a page hands out.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { test } from "node:test";
import axe from "axe-core";
import { chromium, type Browser, type Page as Tab } from "playwright-core";
import { doors } from "../../src/faces/doors.ts";
import { facePages } from "../../src/faces/web/face-pages.ts";
import { direction, type Lang } from "../../src/kernel/lang.ts";
import type { AccountId } from "../../src/kernel/ids.ts";
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
const views: readonly View[] = [
  { lang: "en", width: 1280, colorScheme: "light" }, { lang: "ar", width: 360, colorScheme: "dark" },
  { lang: "fr", width: 360, colorScheme: "light" }, { lang: "es", width: 1280, colorScheme: "dark" },
];
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const isFile = (page: Route): boolean => /\.(pdf|csv|json)$|documents\/:document|evidence\/:evidence/.test(page.path);
const routes: readonly Route[] = [...doors.flatMap((door) => door.pages), ...facePages].filter((page) => page.method === "GET");

/** Pages that nobody of the story is shown, each with the reason. Whoever adds one here says why no story can leave it. */
const unopened: Readonly<Record<string, string>> = {};

interface Stop {
  readonly route: string;
  readonly url: string;
  readonly account: AccountId | null;
}

/** For each page the first person who is shown it; pages that nobody of the story is shown are told at the end. */
async function stops(house: House, wanted: readonly Route[]): Promise<{ found: Stop[]; unseen: string[] }> {
  const ids = await idsOf(house);
  const found: Stop[] = [];
  const unseen: string[] = [];
  const cookieOf = cookies(house);
  const open = async (page: Route, url: string): Promise<void> => {
    const roles: readonly Role[] = page.who === "anyone" ? [] : page.who === "signed-in" ? ["director"] : page.who;
    const candidates = page.who === "anyone" ? [null] : roles.flatMap((role) => house.accountsOf(role));
    for (const account of candidates) {
      const cookie = account && await cookieOf(account);
      const answer = await house.served.app.inject({ url, ...(cookie ? { cookies: { [cookie.name]: cookie.value } } : {}) });
      if (answer.statusCode !== 200) continue;
      found.push({ route: page.path, url, account });
      return;
    }
    unseen.push(`${page.path} ${url}`);
  };
  for (const page of wanted) {
    const url = addressOf(page, ids);
    if (url === null) unseen.push(page.path);
    else await open(page, url);
    // A case that was concluded reads otherwise than one at work: both are looked at.
    if (page.path === "/cases/:id") await open(page, `/cases/${ids["issued"]}`);
  }
  return { found, unseen: unseen.filter((path) => unopened[path] === undefined) };
}

/** One session a person for a whole walk. */
function cookies(house: House): (account: AccountId) => ReturnType<House["cookieFor"]> {
  const made = new Map<AccountId, ReturnType<House["cookieFor"]>>();
  return (account) => {
    const known = made.get(account) ?? house.cookieFor(account);
    made.set(account, known);
    return known;
  };
}

interface View {
  readonly lang: Lang;
  readonly width: number;
  readonly colorScheme: "light" | "dark";
  readonly scripts?: false;
}

/** One tab per person, in one language and size; axe stands in it before the page does, so that no page waits for it. */
function tabs(browser: Browser, house: House, view: View): (account: AccountId | null) => Promise<Tab> {
  const made = new Map<AccountId | null, Promise<Tab>>();
  const open = async (account: AccountId | null): Promise<Tab> => {
    const context = await browser.newContext({
      viewport: { width: view.width, height: 900 }, colorScheme: view.colorScheme, reducedMotion: "reduce", bypassCSP: true,
      javaScriptEnabled: view.scripts !== false,
    });
    const cookie = account ? await house.cookieFor(account) : null;
    await context.addCookies([
      { name: "entente-lang", value: view.lang, url: house.address }, ...(cookie ? [{ ...cookie, url: house.address }] : []),
    ]);
    if (view.scripts !== false) await context.addInitScript(axe.source);
    return context.newPage();
  };
  return (account) => {
    const known = made.get(account) ?? open(account);
    made.set(account, known);
    return known;
  };
}

/** What is wrong with the frame of the page a tab stands on; empty when nothing is. */
async function frameFaults(tab: Tab, view: View): Promise<string[]> {
  const [lang, dir, headings, sideways] = await tab.evaluate(() => [
    document.documentElement.lang, document.documentElement.dir, document.querySelectorAll("h1").length,
    document.documentElement.scrollWidth - window.innerWidth,
  ] as const);
  const wrong: string[] = [];
  if (lang !== view.lang || dir !== direction(view.lang)) wrong.push(`stands as ${lang} ${dir}`);
  if (headings !== 1) wrong.push(`${headings} main headings`);
  if (sideways > 0) wrong.push(`${sideways} px stick out`);
  return wrong;
}

async function axeFaults(tab: Tab): Promise<string[]> {
  const { violations } = await tab.evaluate((values) => (window as unknown as { axe: typeof axe }).axe.run(document, {
    runOnly: { type: "tag", values }, resultTypes: ["violations"],
  }), tags);
  return violations.map((v) => `${v.id} ${v.nodes[0]?.target.join(" ")} ${v.nodes[0]?.html.slice(0, 120)}`);
}

/** What cannot be read or sent where no script runs: a heading, a form's fields or the button that sends it. */
async function faultsWithoutScripts(tab: Tab): Promise<string[]> {
  return tab.evaluate(() => {
    const isSeen = (one: Element): boolean => one.checkVisibility();
    const wrong: string[] = [];
    const heading = document.querySelector("h1");
    if (!heading || !isSeen(heading)) wrong.push("no heading is seen");
    for (const form of document.querySelectorAll("form")) {
      // A passkey is the browser's own script; its form stands hidden and the password's beside it.
      if (!isSeen(form)) continue;
      const sends = [...form.querySelectorAll("button:not([type=button]), input[type=submit]")];
      if (!sends.some(isSeen)) wrong.push(`nothing sends ${form.getAttribute("action")}`);
    }
    return wrong;
  });
}

/** What a sheet of paper should not carry: places to go, things to press, the screen's dark colours. */
async function faultsInPrint(tab: Tab): Promise<string[]> {
  await tab.emulateMedia({ media: "print" });
  const wrong = await tab.evaluate(() => {
    const useless = "nav, button, input[type=submit], select, .skip, .languages, .banner form";
    const pressed = [...document.querySelectorAll(useless)].filter((one) => one.getBoundingClientRect().height > 0);
    const light = (colour: string): number => (colour.match(/\d+/g) ?? []).slice(0, 3).reduce((sum, part) => sum + Number(part), 0);
    const { color } = getComputedStyle(document.body);
    const { backgroundColor } = getComputedStyle(document.documentElement);
    const head = getComputedStyle(document.querySelector("h1") ?? document.body).color;
    return [
      ...pressed.map((one) => `prints ${one.outerHTML.slice(0, 80)}`),
      ...(light(color) > 150 || light(head) > 150 ? [`prints text in ${color}, its heading in ${head}`] : []),
      ...(light(backgroundColor) < 765 ? [`prints on ${backgroundColor}`] : []),
    ];
  });
  await tab.emulateMedia({ media: "screen" });
  return wrong;
}

/** Opens every stop in one view and tells what `look` finds wrong with each. */
async function walk(
  ground: { browser: Browser; house: House; found: readonly Stop[] }, view: View, look: (tab: Tab) => Promise<string[]>,
): Promise<string[]> {
  const { browser, house, found } = ground;
  const offenders: string[] = [];
  const tabOf = tabs(browser, house, view);
  for (const stop of found) {
    const tab = await tabOf(stop.account);
    const answer = await tab.goto(`${house.address}${stop.url}`, { waitUntil: "load" }); // with its styles
    const told = `${stop.route} ${view.lang} ${view.width}`;
    if (answer?.status() !== 200) offenders.push(`${told}: ${answer?.status()}`);
    for (const wrong of [...await frameFaults(tab, view), ...await look(tab)]) offenders.push(`${told}: ${wrong}`);
  }
  return offenders;
}

test("every page of the house is open to everybody", { skip }, async (t) => {
  const house = await aHouse(t);
  const { found, unseen } = await stops(house, routes.filter((page) => !isFile(page)));
  const browser = await chromium.launch({ executablePath: browserPath ?? "", args: flags });
  t.after(() => browser.close());
  const ground = { browser, house, found };

  await t.test("no page stays unopened: the story leaves one of each behind", () => {
    assert.deepEqual(unseen, []);
  });

  await t.test("every page holds at WCAG 2.2 AA in four languages, wide and narrow, light and dark", async () => {
    const offenders: string[] = [];
    // Two views at a time: one renders while the other waits for the server.
    for (let at = 0; at < views.length; at += 2) {
      const two = await Promise.all(views.slice(at, at + 2).map((view) => walk(ground, view, axeFaults)));
      offenders.push(...two.flat());
    }
    assert.equal(offenders.length, 0, offenders.join("\n"));
  });

  await t.test("every page is read and every form can be sent without scripts, at 360 px", async () => {
    const view: View = { lang: "en", width: 360, colorScheme: "light", scripts: false };
    const offenders = await walk(ground, view, faultsWithoutScripts);
    assert.equal(offenders.length, 0, offenders.join("\n"));
  });

  await t.test("printed, a page is black on white and shows nothing that only a screen can do", async () => {
    const printed = found.filter((stop) => ["/desk", "/cases/:id", "/register", "/my-file", "/contributions"].includes(stop.route));
    assert.ok(printed.length >= 5, `only ${printed.length} pages were found to print`);
    const view: View = { lang: "en", width: 1280, colorScheme: "dark" };
    const offenders = await walk({ ...ground, found: printed }, view, faultsInPrint);
    assert.equal(offenders.length, 0, offenders.join("\n"));
  });

  await t.test("every file that a page hands out is handed out", async () => {
    const files = await stops(house, routes.filter(isFile));
    assert.deepEqual(files.unseen, []);
    assert.ok(files.found.length > 0, "no route is a file");
  });
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
