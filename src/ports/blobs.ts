/**
 * Documents. Each is encrypted under a key of its own (kept sealed in the database row that owns it), so erasing the
 * key erases the document. No deduplication across partners: two partners must not learn they hold the same file.
 */
export interface Blobs {
  /** Writes durably (fsync of file and folder) before it returns. Throws DiskFull when there is no room. */
  put(bytes: Uint8Array): Promise<StoredBlob>;
  /** Null when erased or never there; throws when the bytes do not match their hash. */
  get(blob: StoredBlob): Promise<Uint8Array | null>;
  erase(blob: StoredBlob): Promise<void>;
}

export interface StoredBlob {
  readonly address: string; // SHA-256 of the ciphertext, hex: the file's name
  readonly sealedKey: Uint8Array; // the blob's key, sealed by ports/keys
  readonly sha256: string; // of the plain bytes, hex
  readonly size: number; // plain bytes
}
