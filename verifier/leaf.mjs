// Reads the two byte forms a leaf may have (spec/log §3 and §4). Everything else is malformed, whatever it
// says.
import { readBase64url, textOf } from "./bytes.mjs";

export const leafMaxBytes = 65_535;
export const commitmentsPerPublicLeaf = 16;

/** Deeper values are refused, so that no reader's stack decides what a leaf is. */
export const depthMax = 16;

/**
 * Canonical JSON (RFC 8785) of objects, arrays, strings, booleans, null and safe integers.
 * Throws on everything else: fractions, unsafe integers, lone surrogates, more than 16 levels.
 * @param {unknown} value
 * @param {number} [room] levels that may still follow
 * @returns {string}
 */
export function canonical(value, room = depthMax) {
  if (room < 0) throw new RangeError("too deep");
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "number") {
    if (!Number.isSafeInteger(value) || Object.is(value, -0)) throw new RangeError("not a safe integer");
    return String(value);
  }
  if (typeof value === "string") {
    if (!value.isWellFormed()) throw new RangeError("lone surrogate");
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map((one) => canonical(one, room - 1)).join(",")}]`;
  if (typeof value !== "object") throw new RangeError("not JSON");
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${canonical(key)}:${canonical(value[key], room - 1)}`).join(",")}}`;
}

/**
 * @typedef {{ form: "sealed", c: string }} SealedLeaf
 * @typedef {{ form: "public", type: string, at: string, registerId: string, rules: string,
 *   fields: Record<string, unknown>, commitments: string[] }} PublicLeaf
 */

/**
 * Null unless the bytes are exactly one of the two forms: same bytes when written again.
 * @param {Uint8Array} bytes attacker-chosen
 * @returns {SealedLeaf | PublicLeaf | null}
 */
export function readLeaf(bytes) {
  if (bytes.length === 0 || bytes.length > leafMaxBytes) return null;
  const text = textOf(bytes);
  const value = text === null ? null : parse(text);
  if (value === null || !isRecord(value) || value.v !== 1) return null;
  if (!("c" in value)) return readPublic(value);
  return Object.keys(value).length === 2 && isDigest(value.c) ? { form: "sealed", c: value.c } : null;
}

/** Parses and writes again: spaces, order, double keys and other escapes all show as a difference. */
function parse(text) {
  try {
    const value = JSON.parse(text);
    return canonical(value) === text ? value : null;
  } catch {
    return null;
  }
}

const publicKeys = "_sd,at,public,registerId,rules,type,v";
const typePattern = /^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$/;
const registerIdPattern = /^reg_[0-9a-hjkmnp-tv-z]{26}$/;

function readPublic(value) {
  const { type, at, registerId, rules, _sd: commitments, public: fields } = value;
  const whole = Object.keys(value).sort().join(",") === publicKeys;
  const named = matches(type, typePattern) && matches(registerId, registerIdPattern) && isMoment(at);
  const filled = isRecord(fields) && typeof rules === "string" && isCommitmentList(commitments);
  if (!whole || !named || !filled) return null;
  return { form: "public", type, at, registerId, rules, fields, commitments };
}

/** 16 different digests in ascending order. */
function isCommitmentList(value) {
  if (!Array.isArray(value) || value.length !== commitmentsPerPublicLeaf) return false;
  return value.every(isDigest) && value.every((digest, i) => i === 0 || value[i - 1] < digest);
}

function isRecord(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function matches(value, pattern) {
  return typeof value === "string" && pattern.test(value);
}

/** 32 bytes in base64url, in their one form. */
function isDigest(value) {
  return typeof value === "string" && value.length === 43 && readBase64url(value)?.length === 32;
}

/** ISO 8601 with milliseconds and Z, of a day that exists. */
function isMoment(value) {
  if (!matches(value, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)) return false;
  const ms = Date.parse(value);
  return !Number.isNaN(ms) && new Date(ms).toISOString() === value;
}
