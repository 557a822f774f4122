// Goal: what the demonstration leaves behind can be checked and read by whoever gets the folder, and says that it is
// fictitious. Method: the demonstration itself, with a state of its own, and the independent verifier as a process.
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { test, type TestContext } from "node:test";
import { parse } from "csv-parse/sync";
import { demo } from "../../src/faces/cli/demo.ts";
import { langs } from "../../src/kernel/lang.ts";
import { readConfig } from "../../src/ports/config.ts";
import { runVerifier } from "../../src/ports/disk/run-verifier.ts";
import { projectRoot } from "../../src/ports/project-root.ts";
import { scratchFolder } from "../_build/scratch.ts";

/** The project as another folder sees it, so that the demonstration's state is not that of anybody who tries it. */
function aRoot(t: TestContext): string {
  const root = scratchFolder("demo");
  t.after(() => rmSync(root, { recursive: true, force: true }));
  for (const name of readdirSync(projectRoot())) {
    if (name !== "var" && !name.startsWith(".")) symlinkSync(join(projectRoot(), name), join(root, name));
  }
  mkdirSync(join(root, "var"), { mode: 0o711 });
  return root;
}

const verify = async (out: string, ...more: string[]): Promise<{ code: number; said: string }> => {
  const lines: string[] = [];
  const asked = [join(out, "log"), "--register", join(out, "register/register.json"), ...more];
  return { code: await runVerifier(projectRoot(), asked, (line) => lines.push(line)), said: lines.join("\n") };
};

interface Shown {
  readonly notice: Readonly<Record<string, string>>;
  readonly entries: readonly { readonly registerId: string; readonly versions: readonly { readonly leafIndex: number }[] }[];
}

test("the demonstration leaves a log, a register and pages that hold, lead somewhere and say that they are fictitious", async (t) => {
  const root = aRoot(t);
  const out = join(root, "out");
  const told: string[] = [];
  const terminal = { line: (text = "") => void told.push(text), fault: (text: string) => void told.push(text), progress: () => {} };
  const code = await demo({ ...readConfig({}), root }, { terminal, out });
  assert.equal(code, 0, told.slice(-12).join("\n"));
  const text = (path: string): string => readFileSync(join(out, path), "utf8");
  const register = JSON.parse(text("register/register.json")) as Shown;
  const [entry] = register.entries;
  const leaf = entry?.versions.at(-1)?.leafIndex;

  await t.test("the log has checkpoint, key, tiles, and a proof with the bytes of its entry", async () => {
    for (const path of ["log/checkpoint", "log/log.vkey", "log/tile/0", "log/tile/entries"]) assert.ok(existsSync(join(out, path)), path);
    const [proof, bytes] = [`log/${leaf}.tlog-proof`, `log/${leaf}.entry`].map((path) => join(out, path));
    const { code: held, said } = await verify(out, "--proof", proof ?? "", "--entry", bytes ?? "");
    assert.equal(held, 0, said);
    assert.match(said, /the entry is number \d+ of a signed tree/);
  });

  await t.test("one changed byte of the register is found out, and so is one of the entry", async () => {
    const at = join(out, "register/register.json");
    const whole = readFileSync(at);
    const place = whole.indexOf("24000000");
    assert.ok(place > 0);
    writeFileSync(at, Buffer.from(whole).fill("3", place, place + 1));
    const changed = await verify(out);
    writeFileSync(at, whole);
    assert.equal(changed.code, 1, changed.said);
    assert.match(changed.said, /The register is not what its \d+ leaves say/);
    const held = readFileSync(join(out, `log/${leaf}.entry`));
    const other = join(root, "other.entry");
    writeFileSync(other, Buffer.from(held).fill("x", 10, 11));
    assert.equal((await verify(out, "--proof", join(out, `log/${leaf}.tlog-proof`), "--entry", other)).code, 1);
  });

  await t.test("every link of every page leads to a file of the folder or to the world outside", () => {
    const pages = langs.flatMap((lang) => readdirSync(join(out, "register", lang)).map((name) => `register/${lang}/${name}`));
    assert.equal(pages.length, langs.length * (2 + 2 * register.entries.length));
    const dead: string[] = [];
    const met = new Set<string>();
    for (const page of pages) {
      for (const [, value = ""] of text(page).matchAll(/\s(?:href|src|action|data-log|data-register)="([^"]*)"/g)) {
        if (/^(https:\/\/|#)/.test(value)) continue;
        const file = posix.join(posix.dirname(page), value.split(/[?#]/)[0] ?? "");
        met.add(file);
        if (value.startsWith("/") || value.startsWith("http:") || !existsSync(join(out, file))) dead.push(`${page}: ${value}`);
      }
    }
    for (const name of readdirSync(join(out, "register/assets")).filter((one) => one.endsWith(".css"))) {
      for (const [, url = ""] of text(`register/assets/${name}`).matchAll(/url\(([^)]+)\)/g)) {
        if (!url.startsWith("data:") && !existsSync(join(out, "register/assets", url))) dead.push(`${name}: ${url}`);
      }
    }
    assert.deepEqual(dead, []);
    const wanted = [`log/${leaf}.tlog-proof`, `log/${leaf}.entry`, "log/checkpoint", "register/register.csv", "register/emblem.svg",
      ...langs.map((lang) => `register/${lang}/${entry?.registerId}.html`)];
    for (const file of wanted) assert.ok(met.has(file), `no page leads to ${file}`);
    assert.ok(!pages.some((page) => /<form\b/.test(text(page))), "a form needs the product");
  });

  await t.test("pages, JSON, CSV, checkpoint, key and proof say in words that they are fictitious", () => {
    assert.deepEqual(Object.keys(register.notice).sort(), [...langs].sort());
    const [head, ...rows] = parse(text("register/register.csv"), { bom: true }) as string[][];
    const column = head?.indexOf("notice") ?? -1;
    assert.ok(column > 0 && rows.length >= 2);
    for (const row of rows) {
      for (const words of Object.values(register.notice)) assert.ok(row[column]?.includes(words), row.join());
    }
    const words = { en: /Nothing here is real/, fr: /Rien ici n’est réel/, es: /Nada de esto es real/, ar: /لا شيء هنا حقيقي/ };
    for (const lang of langs) assert.match(text(`register/${lang}/index.html`), words[lang]);
    for (const path of ["log/checkpoint", "log/log.vkey", `log/${leaf}.tlog-proof`]) assert.match(text(path), /entente-fictitious/, path);
  });
  assert.ok(!existsSync(join(root, "var/demo/keys")), dirname(out));
});
