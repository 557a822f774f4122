import { existsSync } from "node:fs";
import type { TestContext } from "node:test";
import { chromium, type Browser } from "playwright-core";

const browserPath = ["/usr/bin/chromium", "/usr/bin/chromium-browser"].find((path) => existsSync(path));

/** Why a test in the browser is skipped; false when it can run. */
export const noBrowser = browserPath ? false : "Chromium is not installed";

const flags = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
];

export async function aBrowser(t: TestContext): Promise<Browser> {
  const browser = await chromium.launch({ executablePath: browserPath ?? "", args: flags });
  t.after(() => browser.close());
  return browser;
}

/** What WCAG 2.2 AA is made of in axe-core's rules. */
export const wcagTags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
