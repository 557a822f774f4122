// Goal: what configure.md says about parameters is true. Method: every key of the parameters in force is read somewhere in
// the code or by a policy, or stands in the document's list of those that nothing reads yet; never both.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { parse } from "yaml";
import { isTest, sources } from "./sources.ts";

const folder = "spec/regulation/parameters";
const keys = [...new Set(readdirSync(folder).flatMap((name) =>
  Object.keys((parse(readFileSync(`${folder}/${name}`, "utf8")) as { values: object }).values)))];
const code = sources(["src"], [".ts", ".tsx"]).filter((source) => !isTest(source)).map((source) => source.text);
const policies = sources(["spec/regulation"], [".cedar"]).map((source) => source.text);

/** Read by its whole name between quotes, or by a template handed to `parameter`. */
function isRead(key: string): boolean {
  const stem = key.slice(0, key.lastIndexOf(".") + 1);
  return [...code, ...policies].some((text) => text.includes(`"${key}"`) || text.includes(`parameter(desk, \`${stem}\${`));
}

function saidUnread(): readonly string[] {
  const document = readFileSync("docs/how-to/configure.md", "utf8");
  const paragraph = /Nothing reads these parameters[^]*?\n\n/.exec(document)?.[0] ?? "";
  return [...paragraph.matchAll(/`([A-Za-z.*]+)`/g)].map((m) => m[1] ?? "");
}

test("a parameter is read, or configure.md says that nothing reads it", () => {
  const said = saidUnread();
  const isSaid = (key: string): boolean => said.some((one) => one === key || (one.endsWith(".*") && key.startsWith(one.slice(0, -1))));
  assert.ok(keys.length > 40, `only ${keys.length} parameters were found`);
  assert.deepEqual(keys.filter((key) => !isRead(key) && !isSaid(key)), [], "neither read nor said to be unread");
  assert.deepEqual(keys.filter((key) => isRead(key) && isSaid(key)), [], "read, though the document says otherwise");
  assert.deepEqual(said.filter((one) => !keys.some((key) => key === one || key.startsWith(one.replace("*", "")))), []);
});
