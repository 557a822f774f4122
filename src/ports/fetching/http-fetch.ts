import { lookup as systemLookup, type LookupAddress } from "node:dns";
import { request as plainRequest, type IncomingMessage } from "node:http";
import { request as tlsRequest } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { isPublicAddress } from "./addresses.ts";
import type { Http, HttpAnswer, HttpAsk } from "../http.ts";

export interface FetchSettings {
  /** Origins of our own that may be plain and private, such as the demonstration's publisher: "http://127.0.0.1:8081". */
  readonly ownOrigins?: readonly string[];
  readonly resolve?: typeof systemLookup;
}

/** Thrown by the resolver below, so that the connection is never opened. */
class RefusedAddress extends Error {}

/**
 * Fetches by https only. The name is resolved once and the connection goes to the address that was checked, so a
 * second answer of the resolver cannot lead inside. Redirects are answers like any other: not followed.
 */
export function fetchingHttp(settings: FetchSettings = {}): Http {
  return { get: (ask) => get(ask, settings) };
}

async function get(ask: HttpAsk, settings: FetchSettings): Promise<HttpAnswer> {
  const url = parsed(ask.url);
  if (!url) return failed("refused-address");
  const own = (settings.ownOrigins ?? []).includes(url.origin);
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const literal = isIP(host) !== 0;
  if (!own && (url.protocol !== "https:" || (literal && !isPublicAddress(host)))) return failed("refused-address");
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), ask.timeoutMs);
  try {
    const answer = await open(url, ask, abort.signal, own ? undefined : checkedLookup(settings.resolve ?? systemLookup));
    return await readAnswer(answer, ask.maxBytes);
  } catch (error) {
    if (abort.signal.aborted) return failed("timeout");
    return failed(error instanceof RefusedAddress ? "refused-address" : "unreachable");
  } finally {
    clearTimeout(timer);
    abort.abort();
  }
}

function parsed(text: string): URL | null {
  try {
    const url = new URL(text);
    return url.username || url.password ? null : url;
  } catch {
    return null;
  }
}

function open(url: URL, ask: HttpAsk, signal: AbortSignal, lookup: LookupFunction | undefined): Promise<IncomingMessage> {
  const headers = {
    "user-agent": "entente", "accept-encoding": "identity",
    ...(ask.etag ? { "if-none-match": ask.etag } : {}),
    ...(ask.modifiedSince ? { "if-modified-since": ask.modifiedSince } : {}),
  };
  const request = url.protocol === "https:" ? tlsRequest : plainRequest;
  return new Promise((done, fail) => {
    // no agent: a kept connection would skip the check of the address
    request(url, { headers, signal, agent: false, ...(lookup ? { lookup } : {}) }, done).on("error", fail).end();
  });
}

/** All addresses of the name must be public; one private among them is a trick, not an accident. */
function checkedLookup(resolve: typeof systemLookup): LookupFunction {
  return (host, options, callback) => {
    resolve(host, { all: true, verbatim: true }, (error: NodeJS.ErrnoException | null, found: LookupAddress[]) => {
      const first = found?.[0];
      if (error || !first) return callback(error ?? new Error("no address"), "", 0);
      if (!found.every((one) => isPublicAddress(one.address))) return callback(new RefusedAddress(host), "", 0);
      if (options.all) return callback(null, found);
      return callback(null, first.address, first.family);
    });
  };
}

async function readAnswer(answer: IncomingMessage, maxBytes: number): Promise<HttpAnswer> {
  if (answer.statusCode === 304) return { kind: "not-modified" };
  if (answer.statusCode !== 200 || (answer.headers["content-encoding"]
    ?? "identity") !== "identity") return failed("status");
  if (Number(answer.headers["content-length"] ?? 0) > maxBytes) return failed("too-large");
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) return failed("too-large");
    chunks.push(chunk);
  }
  if (!answer.complete) return failed("unreachable"); // cut off in the middle
  const { etag, "last-modified": modified } = answer.headers;
  return { kind: "fetched", bytes: Buffer.concat(chunks), ...(etag ? { etag } : {}), ...(modified ? { modified } : {}) };
}

function failed(reason: Extract<HttpAnswer, { kind: "failed" }>["reason"]): HttpAnswer {
  return { kind: "failed", reason };
}
