// The public register as a function of the leaves of the log: the one fold there is. The product imports
// this file; whoever holds the leaves can run it and compare. Source: spec/log §9. Pure: no clock, no
// network.
import { readLeaf } from "./leaf.mjs";

export { canonical, commitmentsPerPublicLeaf, leafMaxBytes, readLeaf } from "./leaf.mjs";

/** A change of the fold is a new version of this name, and old ones stay runnable. */
export const registerFormat = "entente.register@v1";

/**
 * Folds all leaves from index 0.
 * @param {Iterable<Uint8Array>} leaves in the order of the log
 * @returns {import("./fold.d.mts").Register} plain JSON: amounts as decimal strings, counts as integers
 */
export function fold(leaves) {
  const folding = {
    entries: new Map(), restores: [], sealed: 0, shown: 0, unknown: new Map(), malformed: [], anomalies: [],
  };
  let size = 0;
  for (const bytes of leaves) take(folding, bytes, size++);
  const entries = [...folding.entries.values()];
  return {
    format: registerFormat,
    size,
    entries,
    totals: totalsOf(entries),
    restores: folding.restores,
    counts: {
      sealed: folding.sealed,
      public: folding.shown,
      unknown: Object.fromEntries([...folding.unknown].sort(([a], [b]) => (a < b ? -1 : 1))),
      malformed: folding.malformed,
      anomalies: folding.anomalies,
    },
  };
}

function take(folding, bytes, leafIndex) {
  const leaf = readLeaf(bytes);
  if (leaf === null) return folding.malformed.push(leafIndex);
  if (leaf.form === "sealed") return (folding.sealed += 1);
  folding.shown += 1;
  const apply = events[leaf.type];
  if (apply !== undefined) return apply(folding, leaf, leafIndex);
  // A type of a later version: said aloud, never dropped in silence.
  folding.unknown.set(leaf.type, (folding.unknown.get(leaf.type) ?? 0) + 1);
}

/** Every event type the register knows. */
const events = {
  "register.published": (folding, leaf, leafIndex) =>
    addVersion(folding, { leaf, leafIndex, state: "published" }),
  "register.withheld": (folding, leaf, leafIndex) =>
    addVersion(folding, { leaf, leafIndex, state: "withheld" }),
  "register.corrected": (folding, leaf, leafIndex) => {
    const entry = folding.entries.get(leaf.registerId);
    if (entry !== undefined) return addVersion(folding, { leaf, leafIndex, state: entry.state });
    folding.anomalies.push({ leafIndex, reason: "corrected-before-published" });
  },
  "restore.published": (folding, leaf, leafIndex) => {
    folding.restores.push({ leafIndex, at: leaf.at, fields: leaf.fields });
  },
};

/** Versions are only ever added: a correction shows beside what it corrects. */
function addVersion(folding, { leaf, leafIndex, state }) {
  const entry = folding.entries.get(leaf.registerId) ?? { registerId: leaf.registerId, state, versions: [] };
  entry.state = state;
  entry.versions.push({
    version: entry.versions.length + 1, type: leaf.type, at: leaf.at, leafIndex, rules: leaf.rules,
    fields: leaf.fields, withheld: Array.isArray(leaf.fields.withheld) ? leaf.fields.withheld.length : 0,
  });
  folding.entries.set(leaf.registerId, entry);
}

/** Sums of the last version of each published entry, by currency; amounts that are not shown count 0. */
function totalsOf(entries) {
  const sums = new Map();
  for (const { state, versions } of entries) {
    const { fields } = versions[versions.length - 1];
    if (state !== "published" || !/^[A-Z]{3}$/.test(String(fields.currency))) continue;
    const sum = sums.get(fields.currency) ?? { entries: 0, valueMinor: 0n, receivedMinor: 0n };
    sum.entries += 1;
    sum.valueMinor += amountOf(fields.valueMinor);
    sum.receivedMinor += amountOf(fields.receivedMinor);
    sums.set(fields.currency, sum);
  }
  return Object.fromEntries([...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([currency, sum]) => {
    const { entries: count, valueMinor, receivedMinor } = sum;
    return [currency, { entries: count, valueMinor: `${valueMinor}`, receivedMinor: `${receivedMinor}` }];
  }));
}

/** A decimal integer string, as the log writes amounts; anything else is not an amount. */
function amountOf(value) {
  return typeof value === "string" && /^(0|-?[1-9]\d{0,29})$/.test(value) ? BigInt(value) : 0n;
}
