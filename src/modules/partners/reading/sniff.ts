/** What a document may be. The claim of the sender and the ending of the name count for nothing. */
export type DocumentType = "application/pdf" | "image/png" | "image/jpeg";

/** Largest document: enough for scanned accounts, small enough for one request. */
export const documentBytesMax = 10 * 1024 * 1024;
export const documentsMax = 40;

/**
 * The type by its first bytes, null for everything else. Archives, office files and HTML are refused on purpose:
 * they can carry programs, and the reader's machine would run them.
 *
 * @param bytes attacker-chosen
 */
export function sniffDocument(bytes: Uint8Array): DocumentType | null {
  if (startsWith(bytes, [0x25, 0x50, 0x44, 0x46, 0x2d])) return "application/pdf";
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return "image/png";
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return "image/jpeg";
  return null;
}

function startsWith(bytes: Uint8Array, head: readonly number[]): boolean {
  return bytes.length > head.length && head.every((b, i) => bytes[i] === b);
}
