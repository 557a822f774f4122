import assert from "node:assert/strict";
import { test } from "node:test";
import { readLei } from "./lei.ts";
import { nameKey, nearFromBps, nearnessBps, registerKey, scriptOf } from "./names.ts";
import { sniffDocument } from "./sniff.ts";

test("an identifier with right check digits is read, spaces and small letters included", () => {
  // 529900T8BM49AURSDO55 is the example printed in ISO 17442's own explanations.
  assert.deepEqual(readLei("5299 00t8 bm49 aurs do55"), { ok: true, value: "529900T8BM49AURSDO55" });
  assert.deepEqual(readLei("529900T8BM49AURSDO56"), { ok: false, error: "partners-lei-check" });
  assert.deepEqual(readLei("529900T8BM49AURSDO5"), { ok: false, error: "partners-lei-shape" });
  assert.deepEqual(readLei("529900T8BM49AURSDOXX"), { ok: false, error: "partners-lei-shape" });
});

test("two neighbouring digits exchanged are noticed", () => {
  assert.equal(readLei("529900T8BM94AURSDO55").ok, false);
});

test("legal forms, order, marks and scripts do not part the same name", () => {
  assert.equal(nameKey("Examplia Forensics SA"), nameKey("EXAMPLIA  Forensics, S.A."));
  assert.equal(nameKey("Fondation Exemplaire"), nameKey("L'Exemplaire, Fondation"));
  assert.equal(nameKey("Société Générique"), nameKey("Societe Generique"));
  assert.equal(nearnessBps(nameKey("Примерия"), nameKey("Primeriya")), 10_000);
});

test("a misspelt name is near, another name is not", () => {
  const near = (a: string, b: string): boolean => nearnessBps(nameKey(a), nameKey(b)) >= nearFromBps;
  assert.ok(near("Examplia Forensics SA", "Exemplia Forensic Ltd"));
  assert.ok(!near("Examplia Forensics SA", "Institut Beispiel"));
  assert.equal(nearnessBps("", ""), 0);
});

test("scripts are told by their letters", () => {
  const names = ["مثال", "Пример", "例子", "Example", "123"];
  assert.deepEqual(names.map(scriptOf), ["Arab", "Cyrl", "Hani", "Latn", "Zyyy"]);
});

test("register numbers compare without spaces, marks and local digits", () => {
  assert.equal(registerKey("HRB 12-34"), "HRB1234");
  assert.equal(registerKey("٢٣٤"), "234");
  assert.equal(registerKey("---"), "");
});

test("a document is what its first bytes say", () => {
  assert.equal(sniffDocument(Buffer.from("%PDF-1.4\n")), "application/pdf");
  assert.equal(sniffDocument(Buffer.from([0xff, 0xd8, 0xff, 0xe0])), "image/jpeg");
  assert.equal(sniffDocument(Buffer.from("PK\u0003\u0004")), null);
  assert.equal(sniffDocument(Buffer.from("<html>")), null);
});
