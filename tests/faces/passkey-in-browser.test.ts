// Goal: a person with a browser and no password gets in. Chromium's own virtual authenticator answers the island
// that the build made, under the content security policy of the web face, on a real port.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { test } from "node:test";
import { chromium, type Page } from "playwright-core";
import * as access from "../../src/modules/access/index.ts";
import { createWebFace } from "../../src/faces/web/server.ts";
import { readBuilt } from "../../src/ports/built.ts";
import { projectRoot } from "../../src/ports/project-root.ts";
import { aWorld } from "../_build/world.ts";

const browserPath = ["/usr/bin/chromium", "/usr/bin/chromium-browser"].find((path) => existsSync(path));
const skip = browserPath ? false : "Chromium is not installed";

const one = (n: number) => ({ name: `Person ${n} Exemplaire`, email: `first-${n}@example.org`, lang: "en" as const });
const first = { administrator: one(1), humanResources: one(2), security: one(3), custodians: [one(4), one(5), one(6)] };

async function withAuthenticator(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send("WebAuthn.enable");
  await session.send("WebAuthn.addVirtualAuthenticator", { options: {
    protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true, isUserVerified: true,
    automaticPresenceSimulation: true,
  } });
}

test("a link is opened with a passkey, and the same key signs in and confirms", { skip }, async (t) => {
  const world = await aWorld(t);
  const face = await createWebFace({
    world, built: readBuilt(projectRoot()), doors: [access], pages: [],
    openSession: (token) => access.openSession(world, token), checkpoint: async () => null,
  });
  t.after(() => face.app.close());
  await face.app.listen({ host: "127.0.0.1", port: 0 });
  const bound = face.app.server.address();
  const port = typeof bound === "object" && bound ? bound.port : 0;
  world.configure({ address: `http://localhost:${port}` });
  const made = await access.setup(world, first);
  assert.ok(made.ok);

  const browser = await chromium.launch({ executablePath: browserPath ?? "", args: ["--no-sandbox"] });
  t.after(() => browser.close());
  const page = await (await browser.newContext()).newPage();
  const complaints: string[] = [];
  page.on("console", (line) => line.type() === "error" && complaints.push(line.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  await withAuthenticator(page);

  await page.goto(made.value[0]?.url ?? "");
  await page.getByRole("button", { name: "Create a passkey" }).click();
  await page.waitForURL("**/desk");
  await page.goto(`http://localhost:${port}/me`);
  assert.match(await page.locator("main").innerText(), /system administrator/);

  await page.getByRole("button", { name: "Sign out" }).click();
  await page.waitForURL("**/sign-in");
  await page.getByRole("button", { name: "Use a passkey" }).click();
  await page.waitForURL("**/desk");
  await page.goto(`http://localhost:${port}/confirm?back=/me`);
  await page.getByRole("button", { name: "Confirm with a passkey" }).click();
  await page.waitForURL((url) => url.pathname === "/me");
  assert.match(await page.locator("main").innerText(), /Confirmed for five minutes/);
  // /desk is another door's page and not mounted here: its 404 is the only thing the browser may complain about.
  assert.deepEqual(complaints.filter((line) => !/404/.test(line)), []);
});
