// Goal: a citizen checks the register in their own browser, and a register that says something else is told apart.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { test } from "node:test";
import { chromium } from "playwright-core";
import { readBuilt } from "../../src/ports/built.ts";
import { projectRoot } from "../../src/ports/project-root.ts";
import { sayings } from "../../src/ui/catalogue.ts";
import { aHouse } from "../_build/house.ts";

const browserPath = ["/usr/bin/chromium", "/usr/bin/chromium-browser"].find((path) => existsSync(path));
const skip = browserPath ? false : "Chromium is not installed";

test("the verifier runs in the reader's browser, and a changed register does not pass", { skip }, async (t) => {
  const house = await aHouse(t);
  const say = sayings({ catalogues: readBuilt(projectRoot()).catalogues, timeZone: "Europe/Paris" }).en;
  const browser = await chromium.launch({ executablePath: browserPath ?? "", args: ["--no-sandbox", "--disable-gpu"] });
  t.after(() => browser.close());
  const page = await (await browser.newContext()).newPage();
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  const check = async (): Promise<string> => {
    await page.goto(`${house.address}/register/check?lang=en`);
    await page.getByRole("button", { name: say("register.check.start") }).click();
    const outcome = page.getByRole("status");
    await page.waitForFunction(
      (working) => !["", working].includes(document.querySelector("[role=status]:last-of-type")?.textContent ?? ""),
      say("register.check.working"),
    );
    return (await outcome.last().textContent()) ?? "";
  };
  assert.equal(await check(), say("register.check.holds"));
  // Somebody between register and reader adds one euro: the replay of the leaves says otherwise.
  await page.route("**/register.json", async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: (await answer.text()).replaceAll("24000000", "24000100") });
  });
  assert.match(await check(), new RegExp(`^${say("register.check.fails").slice(0, 20)}`));
  assert.deepEqual(complaints, []);
});
