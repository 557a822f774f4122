/**
 * The media type of bytes by their first ones: what was claimed by the browser or the file's name counts for nothing.
 * Unknown bytes are "application/octet-stream". HTML and SVG are text like any other: they are never shown as pages.
 */
export function sniff(bytes: Uint8Array): string {
  const found = marks.find(([, mark, at = 0]) => mark.every((byte, index) => bytes[at + index] === byte));
  if (found) return found[0];
  return isText(bytes) ? "text/plain" : "application/octet-stream";
}

const ascii = (text: string): number[] => [...text].map((char) => char.charCodeAt(0));

const marks: readonly (readonly [type: string, mark: readonly number[], at?: number])[] = [
  ["application/pdf", ascii("%PDF-")],
  ["image/png", [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ["image/jpeg", [0xff, 0xd8, 0xff]],
  ["image/webp", ascii("WEBP"), 8],
  ["application/zip", [0x50, 0x4b, 0x03, 0x04]], // also XLSX, DOCX, ODT
  ["application/gzip", [0x1f, 0x8b]],
];

function isText(bytes: Uint8Array): boolean {
  if (bytes.length === 0 || bytes.includes(0)) return false;
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false; // not UTF-8: the answer of this question, not an accident
  }
}
