#!/usr/bin/env node
// Verifies a published log, and what is said to come from it, with Node and nothing else.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { base64 } from "./bytes.mjs";
import {
  checkpointFrom, Disproved, fold, keyFrom, verifyGrowth, verifyLog, verifyProof, verifyRegister,
} from "./verify.mjs";

const usage = `Verifies a tamper-evident log and what is said to come from it.

  node entente-verify.mjs LOG [--key KEY] [--older FILE] [--register FILE] [--proof FILE --entry FILE]
  node entente-verify.mjs --key KEY --proof FILE --entry FILE

  LOG         a folder, or the address before /checkpoint (https://example.org/log)
  --key       verifier key (name+id+key), or a file that holds one. Have it from somewhere else than the log:
              without it, the key beside the log is taken, and an impostor's log would pass
  --older     a checkpoint you kept: the log must still begin with it
  --register  the register's JSON, file or address: must be what the entries say
  --proof     a .tlog-proof file; --entry: the bytes of its entry

Ends with 0 when everything holds, 1 when something does not, 2 when it could not be asked.
`;

class Unusable extends Error {}

/** @param {string} place @returns {Promise<Uint8Array | null>} null: not there */
async function bytesAt(place) {
  if (!/^https?:\/\//.test(place)) return readFile(place).catch(nullWhenMissing);
  const answer = await fetch(place, { signal: AbortSignal.timeout(60_000) });
  if (answer.status === 404) return null;
  if (!answer.ok) throw new Unusable(`${place} answered with ${answer.status}`);
  return new Uint8Array(await answer.arrayBuffer());
}

function nullWhenMissing(error) {
  if (error.code === "ENOENT" || error.code === "ENOTDIR") return null;
  throw error;
}

async function wanted(place) {
  const bytes = await bytesAt(place);
  if (bytes === null) throw new Unusable(`there is nothing at ${place}`);
  return bytes;
}

function readerOf(place) {
  const isAddress = /^https?:\/\//.test(place);
  return (path) => bytesAt(isAddress ? `${place.replace(/\/$/, "")}/${path}` : join(place, path));
}

let steps = 0;
function say(what, text) {
  steps += 1;
  console.log(`${String(steps).padStart(2)}. ${what.padEnd(11)} ${text}`);
}

async function keyOf(given, read) {
  if (given === undefined) {
    const beside = read === null ? null : await read("log.vkey");
    if (beside === null) throw new Unusable("no --key was given, and none lies beside the log");
    const key = keyFrom(new TextDecoder().decode(beside));
    say("Key", `${key.name}, taken from the log itself: believe it only if you know it from elsewhere`);
    return key;
  }
  const text = given.includes("+") ? given : new TextDecoder().decode(await wanted(given));
  const key = keyFrom(text);
  say("Key", `${key.name}, as you gave it`);
  return key;
}

async function checkLog(read, key, asked) {
  const older = asked.older === undefined ? null : await checkpointFrom(await wanted(asked.older), key);
  const sizes = older === null ? [] : [older.size];
  const log = await verifyLog(read, key, { sizes, progress: progressLine() });
  const { size, root } = log.checkpoint;
  say("Checkpoint", `signed by the key over ${size} entries, root ${base64(root)}`);
  say("Entries", `${log.leaves.length} entries in ${log.bundles} bundles add up to the signed root`);
  say("Tiles", `${log.tiles} tiles hold exactly the hashes of these entries`);
  if (older !== null) {
    verifyGrowth(log, older);
    say("Growth", `the log still begins with the ${older.size} entries of the checkpoint you kept`);
  }
  const { counts } = fold(log.leaves);
  say("Contents", `${counts.public} public, ${counts.sealed} sealed, ${counts.malformed.length} unreadable`);
  return log;
}

/** Long logs show that something moves; a pipe gets no control characters. */
function progressLine() {
  if (!process.stderr.isTTY) return () => {};
  return (done, of) => process.stderr.write(done < of ? `\r    ${done} of ${of} entries` : "\r\u001b[K");
}

async function checkRegister(log, place) {
  const register = verifyRegister(log, await wanted(place));
  const sums = Object.entries(register.totals);
  const totals = sums.map(([currency, { valueMinor }]) => `${valueMinor} ${currency} (minor units)`);
  say("Register", `${register.entries.length} entries, in all ${totals.join(", ") || "no amounts"}: ` +
    `what its ${register.size} log entries say, no more and no less`);
}

async function checkProof(proof, entry, key) {
  const proved = await verifyProof(await wanted(proof), await wanted(entry), key);
  say("Proof", `the entry is number ${proved.index} of a signed tree of ${proved.checkpoint.size} entries`);
  return proved.checkpoint;
}

async function verify(asked, place) {
  const read = place === undefined ? null : readerOf(place);
  const key = await keyOf(asked.key, read);
  const log = read === null ? null : await checkLog(read, key, asked);
  if (log !== null && asked.register !== undefined) await checkRegister(log, asked.register);
  if (asked.proof !== undefined) await checkProof(asked.proof, asked.entry, key);
  return log === null
    ? `Verified: the key of ${key.name} has signed a tree that holds this entry.`
    : `Verified: everything that was asked holds under the key of ${key.name}.`;
}

function readArguments() {
  const text = { type: "string" };
  const files = { key: text, older: text, register: text, proof: text, entry: text };
  const options = { ...files, help: { type: "boolean" } };
  try {
    const { values, positionals } = parseArgs({ options, allowPositionals: true });
    const paired = (values.proof === undefined) === (values.entry === undefined);
    const alone = positionals.length === 0 && (values.proof === undefined || values.register || values.older);
    if (values.help || !paired || alone || positionals.length > 1) return null;
    return { asked: values, place: positionals[0] };
  } catch {
    return null;
  }
}

const given = readArguments();
if (given === null) {
  console.log(usage);
  process.exitCode = 2;
} else {
  try {
    console.log(`\n${await verify(given.asked, given.place)}`);
  } catch (error) {
    const disproved = error instanceof Disproved;
    console.log(disproved ? `\nNOT VERIFIED. ${error.message}` : `\nNothing was decided: ${error.message}.`);
    process.exitCode = disproved ? 1 : 2;
  }
}
