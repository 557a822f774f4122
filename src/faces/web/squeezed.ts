import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { FastifyReply, FastifyRequest } from "fastify";

const squeeze = promisify(gzip);

/** Below this the head of a gzip stream and its computing cost more than they save. */
const bytesMin = 1_024;

/**
 * The page as gzip where the browser takes it. Only for pages without a secret: the length of a compressed page tells
 * whoever can put words on it (a search in the address) how much they look like the secret beside them. Source: BREACH.
 */
export async function squeezed(request: FastifyRequest, reply: FastifyReply, html: string): Promise<string | Buffer> {
  if (html.length < bytesMin || !takesGzip(request.headers["accept-encoding"])) return html;
  void reply.header("content-encoding", "gzip");
  return squeeze(html);
}

/** @param header attacker-chosen; the short forms browsers send are understood, `gzip;q=0` is a no */
export function takesGzip(header: string | string[] | undefined): boolean {
  const parts = [header ?? ""].flat().join(",").slice(0, 400).toLowerCase().split(",");
  return parts.some((part) => /^\s*gzip\s*(;\s*q=(1(\.0{0,3})?|0\.\d{0,2}[1-9]\d{0,2})\s*)?$/.test(part));
}
