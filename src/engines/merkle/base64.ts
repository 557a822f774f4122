/**
 * Standard base64, read strictly: Node's decoder skips what it does not know, so the text is written again
 * and compared.
 */
export function readBase64(text: string): Buffer | null {
  const bytes = Buffer.from(text, "base64");
  return bytes.toString("base64") === text ? bytes : null;
}

/** 32 bytes in base64; null for anything else. */
export function readHash(text: string): Buffer | null {
  const bytes = readBase64(text);
  return bytes !== null && bytes.length === 32 ? bytes : null;
}
