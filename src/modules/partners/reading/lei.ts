import { no, ok, type Result } from "../../../kernel/result.ts";

/**
 * Reads a Legal Entity Identifier: spaces off, capitals, 20 characters whose number modulo 97 is 1.
 *
 * @returns the 20 characters, or which part is wrong
 * Source: ISO 17442-1, ISO 7064 MOD 97-10.
 */
export function readLei(text: string): Result<string, "partners-lei-shape" | "partners-lei-check"> {
  const lei = text.toUpperCase().replace(/[\s-]/g, "");
  if (!/^[A-Z0-9]{18}[0-9]{2}$/.test(lei)) return no("partners-lei-shape");
  return mod97(lei) === 1 ? ok(lei) : no("partners-lei-check");
}

/** Letters count as 10 to 35; the remainder is carried digit by digit, so no number grows large. */
function mod97(text: string): number {
  let rest = 0;
  for (const char of text) {
    for (const digit of parseInt(char, 36).toString()) rest = (rest * 10 + Number(digit)) % 97;
  }
  return rest;
}
