/** Zeroes of the digit rows people type: Arabic-Indic, Extended Arabic-Indic, Devanagari, Bengali, full-width. */
const zeroes = [0x0660, 0x06f0, 0x0966, 0x09e6, 0xff10];

/** Replaces local digits by 0–9 and leaves everything else as it is. */
export function asciiDigits(text: string): string {
  let out = "";
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    const zero = zeroes.find((z) => code >= z && code <= z + 9);
    out += zero === undefined ? char : String(code - zero);
  }
  return out;
}
