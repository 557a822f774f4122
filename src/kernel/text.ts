import { hasLoneSurrogate } from "./canonical.ts";
import { no, ok, type Result } from "./result.ts";

export type TextFault =
  | "text-empty" | "text-too-long" | "text-bidi-control" | "text-lone-surrogate" | "text-control-character";

/**
 * Reads one typed text: NFC, outer spaces off, line ends as \n. Refuses what could deceive a reader or break a
 * store: bidi controls (they reorder what is shown), lone surrogates, NUL and other control characters.
 *
 * @param max longest length in UTF-16 units; longer is refused, never cut
 */
export function readText(raw: string, max: number, empty: "may-be-empty" | "required" = "required"): Result<string, TextFault> {
  if (hasLoneSurrogate(raw)) return no("text-lone-surrogate");
  const text = raw.replace(/\r\n?/g, "\n").normalize("NFC").trim();
  if (text === "" && empty === "required") return no("text-empty");
  if (text.length > max) return no("text-too-long");
  if (/[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/.test(text)) return no("text-bidi-control");
  // eslint-disable-next-line no-control-regex
  if (/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufeff\u200b]/.test(text)) return no("text-control-character");
  return ok(text);
}
