import assert from "node:assert/strict";
import { test } from "node:test";
import { instant } from "../../../kernel/instants.ts";
import { SeededRandomness } from "../../../ports/random.ts";
import { codeAt, enrolment, newSeed, stepOfCode } from "./code.ts";
import { hashPassword, passwordFault, passwordMatches } from "./password.ts";
import { newSecret, secretHash } from "./secrets.ts";

const random = new SeededRandomness("factors");
const now = instant(Date.UTC(2027, 2, 3, 9, 0, 10));
const seed = newSeed(random);
const later = (steps: number) => instant(now + steps * 30_000);

test("accepts the code of this step and of one either side", () => {
  for (const shift of [-1, 0, 1]) assert.notEqual(stepOfCode(seed, codeAt(seed, later(shift)), { now, lastStep: 0 }), null);
});

test("refuses the code of two steps before or after", () => {
  for (const shift of [-2, 2]) assert.equal(stepOfCode(seed, codeAt(seed, later(shift)), { now, lastStep: 0 }), null);
});

test("refuses a good code the second time, and an older one after a newer", () => {
  const step = stepOfCode(seed, codeAt(seed, now), { now, lastStep: 0 });
  assert.ok(step !== null);
  assert.equal(stepOfCode(seed, codeAt(seed, now), { now, lastStep: step }), null);
  assert.equal(stepOfCode(seed, codeAt(seed, later(-1)), { now, lastStep: step }), null);
  assert.notEqual(stepOfCode(seed, codeAt(seed, later(1)), { now, lastStep: step }), null);
});

test("reads local digits and spaces, and nothing that is not six digits", () => {
  const local = codeAt(seed, now).replace(/\d/g, (d) => "٠١٢٣٤٥٦٧٨٩".charAt(Number(d)));
  assert.notEqual(stepOfCode(seed, ` ${local.slice(0, 3)} ${local.slice(3)}`, { now, lastStep: 0 }), null);
  for (const bad of ["", "12345", "1234567", "abcdef", `${codeAt(seed, now)}0`]) {
    assert.equal(stepOfCode(seed, bad, { now, lastStep: 0 }), null);
  }
});

test("an enrolment names issuer and account and carries the secret once", () => {
  const { uri, secret } = enrolment(seed, { issuer: "EXIPO", label: "a@example.org" });
  assert.match(uri, /^otpauth:\/\/totp\/EXIPO:a%40example\.org\?/);
  assert.ok(uri.includes(secret.replaceAll(" ", "")));
});

test("takes fifteen characters of any kind, in any script", () => {
  const goods = ["vingt-deux girafes bleues", "الجمال فوق السطح ليلا", "aaaa bbbb cccc dddd eeee", "correct horse staple grey"];
  for (const good of goods) {
    assert.equal(passwordFault(good, []), null, good);
  }
});

test("refuses short, blocked, repetitive passwords and the account's own words", () => {
  const codeOf = (password: string) => passwordFault(password, ["alba.exemple@example.org", "Alba Exemple Duval"])?.code;
  assert.equal(codeOf("fourteen chars"), "password-too-short");
  assert.equal(codeOf("Password Password 1"), "password-guessable");
  assert.equal(codeOf("pässword password 12"), "password-guessable");
  assert.equal(codeOf("aaaaaaaaaaaaaaaaaaaa"), "password-guessable");
  assert.equal(codeOf("Alba Exemple Duval"), "password-guessable");
  assert.equal(codeOf("albaexempleduval1999"), "password-guessable");
  assert.equal(codeOf("x1y2".repeat(40)), "password-too-long");
});

test("matches the right password only, in any composition of its marks, and nobody's never", async () => {
  const stored = await hashPassword(random, "vingt-deux étoiles filantes");
  assert.match(stored, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  assert.equal(await passwordMatches(stored, "vingt-deux e\u0301toiles filantes"), true);
  assert.equal(await passwordMatches(stored, "vingt-deux etoiles filantes"), false);
  assert.equal(await passwordMatches(null, "nobody's password"), false);
});

test("a secret is 256 bits, and ids, addresses and hashes are none (AN-09)", () => {
  const { token, sha256 } = newSecret(random);
  assert.equal(Buffer.from(token, "base64url").length, 32);
  assert.deepEqual(secretHash(token), sha256);
  const ids = ["acc_0123456789abcdefghjkmnpqrs", "a@example.org", Buffer.from(sha256).toString("hex"), "", "x".repeat(44)];
  for (const bad of ids) assert.equal(secretHash(bad), null);
});
