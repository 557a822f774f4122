/**
 * One canonical key per address for look-up, uniqueness and limits: NFKC (full-width becomes ASCII), spaces off,
 * lower case without a locale, dotless ı and dotted İ to i, other combining marks off. `Admin`, `admin␠`, `ａｄｍｉｎ`
 * and NFD forms are one key; a counter or a second account cannot be had by spelling.
 *
 * @param raw attacker-chosen, any length
 * @returns null for what is not an address of at most 254 characters
 */
export function emailKey(raw: string): string | null {
  if (raw.length > 1000) return null;
  const key = raw.normalize("NFKC").replace(/\s/g, "").toLowerCase()
    .replace(/ı/g, "i").normalize("NFD").replace(/\p{M}/gu, "").normalize("NFC");
  return key.length <= 254 && /^[^@\p{C}<>"(),;:\\]+@[^@\p{C}<>"(),;:\\]+\.[^@.\p{C}<>"(),;:\\]+$/u.test(key) ? key : null;
}
