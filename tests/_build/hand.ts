/**
 * A person without a mouse and without sight. It presses keys, and of the page it knows only what the browser's
 * accessibility tree says of whatever has the focus: role, name, value, and the groups around it. It never clicks, never
 * fills a field or sets a value by script, and never looks an element up by its place.
 *
 * On every page it comes to it checks what such a person relies on: one `main`, one `h1`, a title and a direction in the
 * reader's language, a first stop that leads past the head, a focus that is named and can be seen wherever it goes.
 */
import assert from "node:assert/strict";
import type { CDPSession, Page } from "playwright-core";
import { say as sayIn } from "./sayings.ts";
import type { Say } from "../../src/ui/say.ts";
import type { Lang } from "../../src/kernel/lang.ts";

/** What a screen reader has of the element that has the focus; groups from the inside out. */
export interface Heard {
  readonly role: string;
  readonly name: string;
  readonly value: string;
  readonly isInvalid: boolean;
  readonly groups: readonly string[];
  readonly isSeen: boolean; // an outline or a ring stands around it (WCAG 2.4.7)
}

interface Node {
  readonly ignored: boolean;
  readonly role?: { readonly value?: unknown };
  readonly name?: { readonly value?: unknown };
  readonly value?: { readonly value?: unknown };
  readonly properties?: readonly { readonly name: string; readonly value: { readonly value?: unknown } }[];
}

export interface HandAsk {
  readonly page: Page;
  readonly lang: Lang;
  readonly organisation: string; // its name in that language: every title ends with it
}

export class Hand {
  readonly say: Say;
  readonly page: Page;
  readonly organisation: string;
  readonly pages = new Set<string>(); // titles of the pages that were walked
  code: (() => string) | null = null; // the app of whoever signs in with a password: a gesture is its next code

  private constructor(private readonly ask: HandAsk, private readonly tree: CDPSession) {
    this.page = ask.page;
    this.say = sayIn(ask.lang);
    this.organisation = ask.organisation;
  }

  static async on(ask: HandAsk): Promise<Hand> {
    const tree = await ask.page.context().newCDPSession(ask.page);
    await tree.send("Accessibility.enable");
    ask.page.on("filechooser", () => {}); // from now on a window that opens is told of, however fast the key was
    return new Hand(ask, tree);
  }

  /** Types an address into the browser's bar. */
  async open(address: string, title?: string): Promise<void> {
    await this.page.goto(address, { waitUntil: "load" });
    await this.drawn();
    await this.arrive(title);
  }

  /** What the screen reader says now. */
  async hear(): Promise<Heard> {
    const { result } = await this.tree.send("Runtime.evaluate", { expression: "document.activeElement" });
    const objectId = result.objectId ?? "";
    const [{ nodes }, look] = await Promise.all([
      this.tree.send("Accessibility.getAXNodeAndAncestors", { objectId }),
      this.tree.send("Runtime.callFunctionOn", { objectId, returnByValue: true, functionDeclaration: isRinged }),
    ]);
    const [node, ...around] = nodes as unknown as readonly Node[];
    assert.ok(node, "the focus is in the accessibility tree");
    const invalid = node.properties?.find((p) => p.name === "invalid")?.value.value;
    return {
      role: result.className === "HTMLBodyElement" ? "page" : String(node.role?.value ?? ""),
      name: plain(node.name?.value), value: plain(node.value?.value),
      isInvalid: invalid === "true", isSeen: look.result.value === true,
      groups: around.filter((n) => n.role?.value === "group" && !n.ignored).map((n) => plain(n.name?.value)),
    };
  }

  /** Goes from stop to stop until the wanted one is heard. Every stop on the way has a name and can be seen. */
  async to(role: string, name: string, how: { in?: string; back?: boolean } = {}): Promise<Heard> {
    const heard: string[] = [];
    const wanted = plain(name);
    const optional = plain(this.say("ui.field.optional", { label: name })); // how a field that may stay empty is called
    const group = how.in ?? null;
    for (let n = 0; n < 400; n++) {
      await this.page.keyboard.press(how.back ? "Shift+Tab" : "Tab");
      const now = await this.hear();
      heard.push(`${now.role} "${now.name}"${now.groups.length > 0 ? ` in "${now.groups[0]}"` : ""}`);
      if (now.role === "page") continue; // past the last stop: the browser's own bar, then the page again
      assert.notEqual(now.name, "", `a stop without a name on "${await this.page.title()}": ${heard.slice(-3).join(", ")}`);
      assert.ok(now.isSeen, `the focus cannot be seen on ${heard.at(-1)} of "${await this.page.title()}"`);
      const isIt = [wanted, optional].includes(now.name);
      if (now.role === role && isIt && (group === null || this.isIn(now, group))) return now;
    }
    const told = [...new Set(heard)].join(" | ").slice(0, 3_000);
    throw new Error(`never heard ${role} "${wanted}"${group ? ` in "${group}"` : ""} on "${await this.page.title()}"; heard: ${told}`);
  }

  /** Types into a text box; what stands in it is replaced when the field was entered by Tab. */
  async write(label: string, text: string, how: { in?: string; back?: boolean } = {}): Promise<void> {
    await this.to("textbox", label, how);
    await this.keys(text);
    await this.stays(label);
  }

  /** Moves through a list of choices by its first letter and the arrows until the option is the value. */
  async pick(label: string, option: string, how: { in?: string } = {}): Promise<void> {
    const first = await this.to("combobox", label, how);
    const wanted = plain(option);
    if (first.value === wanted) return;
    await this.keys(wanted.slice(0, 1));
    for (let n = 0; n < 300; n++) {
      if ((await this.hear()).value === wanted) return;
      await this.page.keyboard.press("ArrowDown");
    }
    throw new Error(`"${label}" does not offer "${wanted}"`);
  }

  /** One of several: Tab enters the group, the arrows choose. */
  async choose(question: string, option: string): Promise<void> {
    const wanted = plain(option);
    let now = await this.toGroup("radio", question);
    if (now.name === wanted) return this.page.keyboard.press("Space");
    const first = now.name;
    for (let n = 0; n < 40; n++) {
      await this.page.keyboard.press("ArrowDown");
      now = await this.hear();
      assert.ok(now.role === "radio" && now.isSeen, `the arrows left "${question}"`);
      if (now.name === wanted) return;
      if (now.name === first) break;
    }
    throw new Error(`"${question}" does not offer "${wanted}"`);
  }

  async tick(question: string, option: string): Promise<void> {
    await this.to("checkbox", option, { in: question });
    await this.page.keyboard.press("Space");
    await this.stays(option);
  }

  /** Day, month and year, each in its own box. @param on "YYYY-MM-DD" */
  async day(question: string, on: string): Promise<void> {
    const [year = "", month = "", day = ""] = on.split("-");
    await this.write(this.say("ui.date.day"), day, { in: question });
    await this.write(this.say("ui.date.month"), month, { in: question });
    await this.write(this.say("ui.date.year"), year, { in: question });
  }

  async amount(question: string, amount: string): Promise<void> {
    await this.write(this.say("ui.amount.amount"), amount, { in: question });
  }

  /** Opens the file chooser by key; what the reader does in that window is the operating system's. */
  async attach(label: string, file: { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
    await this.to("button", label);
    const [chooser] = await Promise.all([this.page.waitForEvent("filechooser"), this.page.keyboard.press("Enter")]);
    await chooser.setFiles(file);
    await this.stays(label);
  }

  /** Presses a button and comes to the page it leads to. */
  async press(button: string, title?: string): Promise<void> {
    await this.to("button", button);
    await this.go("Space");
    await this.arrive(title);
  }

  async follow(link: string, title?: string): Promise<void> {
    await this.to("link", link);
    await this.go("Enter");
    await this.arrive(title);
  }

  /** Presses a button that leaves something out: the summary takes the focus and is read. */
  async pressInVain(button: string, faults: number): Promise<void> {
    await this.to("button", button);
    await this.go("Enter");
    const now = await this.hear();
    assert.equal(now.role, "alert", "the summary of what is missing has the focus");
    assert.equal(now.name, plain(this.say("ui.faults.title", { count: faults })));
    await this.checkPage();
  }

  /** From the summary to the field it speaks of: the link puts the focus there, and the field says that it is wrong. */
  async toFault(line: string): Promise<Heard> {
    await this.to("link", line);
    await this.page.keyboard.press("Enter");
    const now = await this.hear();
    assert.notEqual(now.role, "page", `"${line}" leads nowhere`);
    assert.ok(now.name !== "" && now.isSeen, `"${line}" leads to a stop that is not heard or seen`);
    return now;
  }

  /**
   * Presses a button whose deed may ask for a gesture of the last five minutes. Then the page keeps what was typed, opens
   * the confirmation beside it, and is sent again.
   */
  async act(button: string, title?: string): Promise<"at once" | "after a gesture"> {
    await this.to("button", button);
    await this.go("Space");
    const asked = this.titleOf(this.say("web.again.gesture.title"));
    if ((await this.page.title()) !== asked) {
      await this.arrive(title);
      return "at once";
    }
    await this.arrive(this.say("web.again.gesture.title"));
    await this.to("link", this.say("web.again.gesture.place"));
    const [beside] = await Promise.all([this.page.waitForEvent("popup"), this.page.keyboard.press("Enter")]);
    await beside.waitForLoadState();
    const other = await Hand.on({ ...this.ask, page: beside });
    await other.arrive(this.say("access.confirm.title"));
    if (this.code) await other.write(this.say("access.field.code"), this.code());
    await other.press(this.say("access.confirm.button"), this.say("access.confirm.title"));
    await beside.close();
    await this.press(this.say("web.again.send"), title);
    return "after a gesture";
  }

  /** Presses a button that works on this page and leads nowhere: the focus stays on it, whatever it is called now. */
  async pressHere(button: string): Promise<void> {
    await this.to("button", button);
    await this.page.keyboard.press("Enter");
    assert.equal((await this.hear()).role, "button", `the focus was lost after "${button}"`);
  }

  /** A key that leads somewhere by itself. */
  async keysTo(key: string, title: string): Promise<void> {
    await Promise.all([this.page.waitForNavigation({ waitUntil: "load" }), this.keys(key)]);
    await this.arrive(title);
  }

  /** Follows a link to a file and reads it. */
  async download(link: string): Promise<string> {
    await this.to("link", link);
    const [answer] = await Promise.all([
      this.page.waitForResponse((one) => one.url().endsWith(link)), this.page.keyboard.press("Enter"),
    ]);
    return answer.text();
  }

  /** Waits until the page says it where a screen reader hears it. */
  async waitFor(words: string): Promise<void> {
    await this.page.getByRole("status").filter({ hasText: words }).waitFor();
  }

  /** What the page says, as text. */
  async read(): Promise<string> {
    return plain(await this.page.getByRole("main").innerText());
  }

  /** The focus did not move and was not lost. */
  async stays(name: string): Promise<void> {
    const now = await this.hear();
    assert.ok(now.name.startsWith(plain(name)), `the focus was lost after a deed on "${name}": ${now.role} "${now.name}"`);
  }

  /** Keys one after the other, each as the keyboard that has its letter sends it. */
  async keys(text: string): Promise<void> {
    const { tree } = this;
    // Sent one behind the other without waiting for each: the browser takes them in order.
    await Promise.all([...text].flatMap((key) => [
      tree.send("Input.dispatchKeyEvent", { type: "keyDown", text: key, key }),
      tree.send("Input.dispatchKeyEvent", { type: "keyUp", key }),
    ]));
  }

  /** A page was come to: what every page owes its reader is there, and the first stop leads past the head. */
  async arrive(title?: string): Promise<void> {
    await this.checkPage(title);
    await this.page.keyboard.press("Tab");
    const first = await this.hear();
    assert.equal(`${first.role} ${first.name}`, `link ${plain(this.say("ui.skip"))}`, "the first stop skips the head");
    assert.ok(first.isSeen, "the link that skips the head is seen once it has the focus");
    await this.page.keyboard.press("Enter");
    assert.equal((await this.hear()).role, "main", "the skip link puts the focus where the page begins");
  }

  private async checkPage(title?: string): Promise<void> {
    const { lang } = this.ask;
    const { result } = await this.tree.send("Runtime.evaluate", { expression: "document" });
    const of = async (role: string): Promise<readonly Node[]> =>
      (await this.tree.send("Accessibility.queryAXTree", { objectId: result.objectId ?? "", role })).nodes as never;
    const [found, all, mains, html] = await Promise.all([
      this.page.title(), of("heading"), of("main"),
      this.page.evaluate(() => ({ lang: document.documentElement.lang, dir: document.documentElement.dir })),
    ]);
    this.pages.add(found);
    if (title !== undefined) assert.equal(plain(found), plain(this.titleOf(title)));
    assert.ok(plain(found).endsWith(plain(this.titleOf("")).trim()), `"${found}" is not titled in ${lang}`);
    const headings = all.filter((n) => n.properties?.some((p) => p.name === "level" && p.value.value === 1));
    assert.equal(headings.length, 1, `"${found}" has ${headings.length} headings of the first level`);
    assert.notEqual(plain(headings[0]?.name?.value), "", `the heading of "${found}" is empty`);
    assert.equal(mains.length, 1, `"${found}" has not one main part`);
    assert.deepEqual(html, { lang, dir: lang === "ar" ? "rtl" : "ltr" }, found);
  }

  private titleOf(title: string): string {
    return this.say("ui.title", { title, organisation: this.ask.organisation });
  }

  private isIn(now: Heard, question: string): boolean {
    return [question, this.say("ui.field.optional", { label: question })].some((name) => now.groups.includes(plain(name)));
  }

  private async toGroup(role: string, question: string): Promise<Heard> {
    const heard: string[] = [];
    for (let n = 0; n < 400; n++) {
      await this.page.keyboard.press("Tab");
      const now = await this.hear();
      heard.push(`${now.role} "${now.name}" in "${now.groups[0] ?? ""}"`);
      if (now.role === role && this.isIn(now, question)) return now;
    }
    throw new Error(`never heard a ${role} of "${question}"; heard: ${[...new Set(heard)].join(" | ").slice(0, 2_000)}`);
  }

  private async go(key: "Enter" | "Space"): Promise<void> {
    await Promise.all([this.page.waitForNavigation({ waitUntil: "load" }), this.page.keyboard.press(key)]);
    await this.drawn();
  }

  /** A page gives its first focus with the first frame it draws, which may come after "load"; nobody types before. */
  private async drawn(): Promise<void> {
    await this.page.evaluate(() => new Promise<void>((done) => {
      setTimeout(done, 1_000); // a page behind another one draws no frames
      requestAnimationFrame(() => requestAnimationFrame(() => done()));
    }));
  }
}

/** Runs in the page on the element that has the focus. */
const isRinged = `function () {
  const look = getComputedStyle(this);
  return (look.outlineStyle !== "none" && parseFloat(look.outlineWidth) > 0) || look.boxShadow !== "none";
}`;

/** Text as it sounds: without the marks that isolate a direction and with plain spaces. */
function plain(text: unknown): string {
  return String(text ?? "").replace(/[\u2066-\u2069\u200e\u200f]/g, "").replace(/\s+/g, " ").trim();
}
