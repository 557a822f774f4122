// Goal: what an administrator types says what it did, in one line that can be read. Method: the command line itself, with
// a state of its own, on the smallest list of every format.
import assert from "node:assert/strict";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { runCommandLine } from "../../src/faces/cli/command-line.ts";
import { readConfig } from "../../src/ports/config.ts";
import { openDatabase } from "../../src/ports/database/open.ts";
import { removeEmbedded } from "../../src/ports/database/remove.ts";
import { projectRoot } from "../../src/ports/project-root.ts";
import { scratchFolder } from "../_build/scratch.ts";
import { aWorkbook } from "../_build/workbook.ts";

interface Typed {
  readonly code: number;
  readonly lines: readonly string[];
  readonly faults: readonly string[];
}

/** A command line on one state, whose database stays up between commands. */
async function aTerminal(t: TestContext): Promise<{ state: string; type(...words: string[]): Promise<Typed> }> {
  const state = scratchFolder("commands");
  const open = await openDatabase(readConfig({ STATE: state }), { at: "2027-03-03T09:00:00.000Z" });
  t.after(async () => {
    await open.close();
    await removeEmbedded(state);
    rmSync(state, { recursive: true, force: true });
  });
  return {
    state,
    async type(...words) {
      const [lines, faults]: [string[], string[]] = [[], []];
      const terminal = { line: (text = "") => void lines.push(text), fault: (text: string) => void faults.push(text), progress: () => {} };
      return { code: await runCommandLine(words, { STATE: state }, terminal), lines, faults };
    },
  };
}

/** The fewest parties the Australian list may have, all invented, one with a day nobody can read. */
function auWorkbook(): Uint8Array {
  return aWorkbook(Array.from({ length: 2_000 }, (_, n) =>
    [String(n + 1), `Invented Person ${n + 1}`, "Individual", "Primary Name", "", n === 0 ? "the day before" : ""]));
}

const demoList = (id: string): string => join(projectRoot(), "reference/demonstration/lists", id);

test("lists import says outcome, counts, faults and time for every format, and what was refused stays out", async (t) => {
  const { state, type } = await aTerminal(t);
  const own = join(state, "own");
  mkdirSync(own);
  writeFileSync(join(own, "list.xlsx"), auWorkbook());
  writeFileSync(join(own, "list.xml"), "<html>not a list</html>");
  const lists = [["demo-un", demoList("demo-un")], ["demo-ofac", demoList("demo-ofac")], ["demo-own", demoList("demo-own")],
    ["au-dfat", join(own, "list.xlsx")]] as const;
  for (const [id, path] of lists) {
    const done = await type("lists", "import", id, path);
    assert.equal(done.code, 0, `${id}: ${done.faults.join()}`);
    const said = new RegExp(`^${id}: imported, version \\S+: (\\d+) entries, (\\d+) names, (\\d+) added, 0 removed, (\\d+) faults, \\d+ ms$`)
      .exec(done.lines[0] ?? "");
    assert.ok(said, done.lines[0]);
    const [entries = 0, names = 0, added = 0, faults = 0] = said.slice(1).map(Number);
    assert.ok(entries > 0 && names >= entries && added === entries, done.lines[0]);
    assert.equal(done.lines.length - 1, Math.min(faults, 20), "each fault has its line");
    if (id === "au-dfat") assert.deepEqual([entries, faults], [2_000, 1], done.lines.slice(0, 3).join());
  }
  const wrong = await type("lists", "import", "demo-un", join(own, "list.xml"));
  assert.equal(wrong.code, 1);
  assert.match(wrong.faults.join(), /^demo-un: refused, the last good version stays in force: \S+\/\S+ \{/);
  const unknown = await type("lists", "import", "demo-nowhere", own);
  assert.match(unknown.faults.join(), /name a source and its files\. Sources: .*demo-un/);
});

const person = (name: string, n: number): string => `{ name: "${name} Exemplaire", email: "person-${n}@example.org", lang: en }`;

test("setup prints a one-time link for each of the first people, and is refused the second time", async (t) => {
  const { state, type } = await aTerminal(t);
  const file = join(state, "people.yaml");
  writeFileSync(file, `administrator: ${person("Ada", 1)}
humanResources: ${person("Hugo", 2)}
security: ${person("Sena", 3)}
custodians: [${person("Kim", 4)}, ${person("Kaya", 5)}, ${person("Koji", 6)}]
`);
  const first = await type("setup", file);
  assert.equal(first.code, 0, first.faults.join());
  const links = first.lines.filter((line) => /^ {2}[a-z-]+ +\S+ Exemplaire +https?:\/\/\S+$/.test(line));
  assert.deepEqual(links.map((line) => line.trim().split(" ")[0]).sort(), [
    "human-resources", "key-custodian", "key-custodian", "key-custodian", "security-officer", "system-administrator",
  ]);
  assert.equal(new Set(links.map((line) => line.trim().split(/\s+/).at(-1))).size, 6);
  const second = await type("setup", file);
  assert.deepEqual([second.code, second.faults, second.lines.filter((line) => line.includes("http"))],
    [1, ["setup was refused: access/already-set-up"], []]);
  writeFileSync(file, "administrator: nobody\n");
  const unreadable = await type("setup", file);
  assert.ok(unreadable.code === 1 && unreadable.faults.some((line) => line.startsWith("administrator: ")), unreadable.faults.join());
});
