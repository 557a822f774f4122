import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { test } from "node:test";
import { openCheckpoint, signCheckpoint } from "./checkpoint.ts";
import { emptyRoot } from "./hash.ts";
import { noteKey, openNote, readVerifierKey, signNote, writeVerifierKey } from "./note.ts";
import { readProofFile, writeProofFile } from "./proof-file.ts";
import { bundlePath, readBundle, tilePath, writeBundle } from "./tiles.ts";

// The example of c2sp.org/signed-note: a key and a note that others made.
const theirKey = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
const theirNote = "This is an example message.\n\n— example.com/foo " +
  "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";

const { privateKey } = generateKeyPairSync("ed25519");
const key = noteKey("log.example/entente", privateKey);

test("opens the note of the specification's example", () => {
  const known = readVerifierKey(theirKey);
  assert.ok(known);
  assert.equal(openNote(theirNote, [known]), "This is an example message.\n");
});

test("refuses a note whose text was changed by one character", () => {
  const known = readVerifierKey(theirKey);
  assert.ok(known);
  assert.equal(openNote(theirNote.replace("an example", "no example"), [known]), null);
});

test("refuses a note that only strangers signed, and ignores strangers beside a known key", () => {
  const text = "origin\n1\n";
  const ours = signNote(text, key.name, privateKey);
  const theirs = theirNote.slice(theirNote.indexOf("— "));
  assert.equal(openNote(`${text}\n${theirs}`, [key]), null);
  assert.equal(openNote(ours + theirs, [key]), text);
});

test("refuses a note with control characters, without a blank line, or with a torn signature line", () => {
  const note = signNote("a\n", key.name, privateKey);
  assert.equal(openNote(note.replace("a\n", "a\t\n"), [key]), null);
  assert.equal(openNote(note.replace("\n\n", "\n"), [key]), null);
  assert.equal(openNote(note.slice(0, -2), [key]), null);
});

test("a verifier key is written and read back, and refused when its id does not fit", () => {
  const text = writeVerifierKey(key);
  assert.deepEqual(readVerifierKey(text)?.id, key.id);
  assert.equal(readVerifierKey(text.replace(/\+[0-9a-f]{8}\+/, "+00000000+")), null);
  assert.equal(readVerifierKey(`${text} `), null);
  assert.equal(readVerifierKey("name+00000000+AQ=="), null);
});

test("a checkpoint opens only under its own origin and in its one form", () => {
  const signed = signCheckpoint({ origin: key.name, size: 12n, root: emptyRoot }, privateKey);
  assert.deepEqual(openCheckpoint(signed, key), { origin: key.name, size: 12n, root: emptyRoot });
  const root = emptyRoot.toString("base64");
  for (const text of [
    `other.example\n12\n${root}\n`, `${key.name}\n012\n${root}\n`, `${key.name}\n-1\n${root}\n`,
    `${key.name}\n12\n`,
    `${key.name}\n12\n${root.slice(0, 20)}\n`, `${key.name}\n1e3\n${root}\n`,
  ]) {
    assert.equal(openCheckpoint(signNote(text, key.name, privateKey), key), null, text);
  }
});

test("a proof file is written and read back, with extra data passed over", () => {
  const proof = { index: 3n, path: [emptyRoot, emptyRoot], checkpoint: "origin\n4\nroot\n\n— name sig\n" };
  const text = writeProofFile(proof);
  assert.deepEqual(readProofFile(text), proof);
  assert.deepEqual(readProofFile(text.replace("index", "extra AAAA\nindex")), proof);
  assert.equal(readProofFile(text.replace("index 3", "index 03")), null);
  assert.equal(readProofFile(text.replace("@v1", "@v2")), null);
  assert.equal(readProofFile(text.replace(/\n47DE/, "\n!7DE")), null);
});

test("tile paths are those of the specification", () => {
  assert.equal(tilePath({ level: 0, index: 1_234_067n, width: 256 }), "tile/0/x001/x234/067");
  assert.equal(tilePath({ level: 3, index: 0n, width: 5 }), "tile/3/000.p/5");
  assert.equal(bundlePath(1_000n, 256), "tile/entries/x001/000");
});

test("a bundle keeps its entries, and is refused when cut short", () => {
  const entries = [Buffer.from("a"), Buffer.alloc(0), Buffer.alloc(65_535, 7)];
  const bytes = writeBundle(entries);
  assert.deepEqual(readBundle(bytes), entries);
  assert.equal(readBundle(bytes.subarray(0, -1)), null);
  assert.equal(readBundle(bytes.subarray(0, 1)), null);
  assert.throws(() => writeBundle([Buffer.alloc(65_536)]), RangeError);
});
