import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { readConfig } from "./config.ts";
import { emblemFault } from "./emblem.ts";
import { organisationFrom } from "./organisation-file.ts";
import { StartRefused } from "./start-refused.ts";

const texts = "{ en: Example, fr: Exemple, es: Ejemplo, ar: مثال }";
const good = `
name: ${texts}
shortName: EXIPO
emblem: emblem.svg
address: https://partners.example.org
currency: EUR
timeZone: Europe/Paris
holidays: ["2027-01-01"]
financialYearStart: "01-01"
yearlyIncome: "150000000.00"
exchangeRates: [{ from: USD, rate: "0.92", day: "2027-01-01", source: Example rates }]
authorityTitles: { director: ${texts}, secretary-general: ${texts}, executive-committee: ${texts}, assembly: ${texts} }
adoptedLists: [un, ofac-sdn]
authenticLang: en
`;
const svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M0 0h8v8z" fill="#123"/></svg>';
const read = (text: string, emblem = svg) => organisationFrom(text, "entente.yaml", () => emblem);

function refuses(action: () => unknown, ...claims: readonly RegExp[]): void {
  assert.throws(action, (error) => error instanceof StartRefused && claims.every((claim) => claim.test(error.message)));
}

function aFile(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), "entente-config-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, "entente.yaml"), good);
  return join(folder, "entente.yaml");
}

test("nothing configured is evaluation mode, on loopback", () => {
  const config = readConfig({});
  assert.deepEqual([config.mode, config.host, config.database.kind], ["evaluation", "127.0.0.1", "embedded"]);
  refuses(() => readConfig({ HOST: "0.0.0.0" }), /loopback only/);
});

test("a file and a database together are a configured start; one without the other is refused", (t) => {
  const file = aFile(t);
  const url = "postgresql://app:secret@db.example.org/entente";
  assert.equal(readConfig({ ENTENTE_CONFIG: file, DATABASE_URL: url, HOST: "0.0.0.0" }).mode, "configured");
  assert.equal(readConfig({ ENTENTE_CONFIG: file, DATABASE_URL: "embedded" }).database.kind, "embedded");
  refuses(() => readConfig({ ENTENTE_CONFIG: file }), /DATABASE_URL is not set/);
  refuses(() => readConfig({ DATABASE_URL: url }), /no organisation file/);
});

test("every faulty setting is named at once, and no secret is repeated", () => {
  refuses(() => readConfig({ PORT: "http", SMTP_URL: "mail", ENTENTE_CONFG: "x" }), /PORT/, /SMTP_URL/,
    /ENTENTE_CONFG: there is no such/);
  assert.throws(() => readConfig({ DATABASE_URL: "mysql://root:hunter2@db/x" }), (error) => !/hunter2/.test(String(error)));
});

test("an organisation's file is read with money in minor units and rates in millionths", () => {
  const organisation = read(good);
  assert.equal(organisation.yearlyIncomeMinor, 15_000_000_000n);
  assert.deepEqual(organisation.exchangeRates[0]?.rateMicro, 920_000n);
  assert.equal(organisation.fictitious, false);
});

test("a faulty file says every fault with its place", () => {
  refuses(() => read(good.replace("currency: EUR", "currency: EURO").replace("Europe/Paris", "Paris") + "colour: red\n"),
    /currency: must be an ISO 4217/, /timeZone: must be an IANA/, /colour/);
  refuses(() => read("name: [\n"), /line \d+/);
  refuses(() => read(good + "currency: USD\n"), /line \d+: .*unique/);
  refuses(() => read(good.replace("from: USD", "from: EUR")), /is the currency of the books/);
  refuses(() => read(good.replace("https://partners.example.org", "http://partners.example.org/")),
    /address: must be an https/);
});

test("an emblem that only draws is taken; one that could do anything else is refused", () => {
  assert.equal(emblemFault(svg), null);
  for (const bad of [
    "<svg><script>1</script></svg>", '<svg onload="x()"/>', '<svg><a href="https://example.org"/></svg>',
      "<svg><style/></svg>",
    '<svg><path fill="url(https://example.org/x)"/></svg>', "<!DOCTYPE svg><svg/>",
      "<svg><foreignObject/></svg>", "<svg>", "<html/>", "",
    '<svg xmlns:x="http://www.w3.org/1999/xlink"><path x:href="#a"/></svg>',
  ]) assert.notEqual(emblemFault(bad), null, bad);
  refuses(() => read(good, "<svg><script/></svg>"), /emblem: element <script>/);
});
