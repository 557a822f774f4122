/**
 * Keys and secrets. The real one reads 0600 files in a folder (or a command); a missing key stops the start.
 * Purposes are separate keys: losing one must not open another.
 */
export interface Keys {
  /** PKCS#8 Ed25519 private key of the log; `origin` is the checkpoint's key name. */
  logSigningKey(): { readonly origin: string; readonly privateKey: import("node:crypto").KeyObject };
  /** Encrypts a sealed body, a TOTP seed or a blob key: AES-256-GCM, `context` is bound as additional data. */
  seal(plain: Uint8Array, context: string): Uint8Array;
  /** Null when the bytes are not ours, were changed, or belong to another context. */
  open(sealed: Uint8Array, context: string): Uint8Array | null;
  /** HMAC-SHA-256 for cursors, links and CSRF tokens. */
  mac(purpose: "cursor" | "csrf" | "link", text: string): Uint8Array;
}
