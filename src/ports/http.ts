/** Fetching lists from their publishers. Redirects are off, private addresses refused, size and time bounded. */
export interface Http {
  get(ask: HttpAsk): Promise<HttpAnswer>;
}

export interface HttpAsk {
  readonly url: string;
  readonly maxBytes: number;
  readonly timeoutMs: number;
  readonly etag?: string;
  readonly modifiedSince?: string;
}

export type HttpAnswer =
  | { readonly kind: "fetched"; readonly bytes: Uint8Array; readonly etag?: string; readonly modified?: string }
  | { readonly kind: "not-modified" }
  | { readonly kind: "failed"; readonly reason: "unreachable" | "status" | "too-large" | "timeout" | "refused-address" };
