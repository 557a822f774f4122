import iso from "i18n-iso-countries";

/** Names that publishers of lists use and ISO does not, with the code they stand for. */
const aliases: Readonly<Record<string, string>> = {
  "syria": "SY", "burma": "MM", "korea north": "KP", "north korea": "KP", "dprk": "KP", "korea south": "KR", "south korea": "KR",
  "democratic people's republic of korea": "KP", "democratic people's republic of korea (north korea)": "KP",
  "republic of korea": "KR", "russia": "RU", "iran": "IR", "iran (islamic republic of)": "IR", "islamic republic of iran": "IR",
  "united kingdom of great britain and northern ireland": "GB", "great britain": "GB", "uk": "GB", "england": "GB",
  "united states": "US", "usa": "US", "uae": "AE", "palestinian": "PS", "possibly palestinian": "PS", "west bank": "PS",
  "gaza": "PS", "region gaza": "PS", "palestinian territory occupied": "PS", "region crimea": "UA", "crimea": "UA",
  "congo": "CG", "congo republic of the": "CG", "congo democratic republic of the": "CD", "drc": "CD", "cote d ivoire": "CI",
  "ivory coast": "CI", "moldova": "MD", "macau": "MO", "laos": "LA", "cabo verde": "CV", "cape verde": "CV", "bahamas the": "BS",
  "gambia the": "GM", "brunei": "BN", "macedonia the former yugoslav republic of": "MK", "macedonia": "MK", "slovak republic": "SK",
  "czech republic": "CZ", "tanzania": "TZ", "bolivia": "BO", "venezuela": "VE", "vietnam": "VN", "viet nam": "VN", "china hong kong special administrative region": "HK", "st vincent and the grenadines": "VC", "taiwan": "TW", "turkey": "TR",
  "turkiye": "TR", "swaziland": "SZ", "holy see": "VA", "kosovo": "XK", "micronesia": "FM", "east timor": "TL", "hong kong": "HK",
  "netherlands antilles": "AN", "virgin islands british": "VG", "saint vincent": "VC", "st kitts and nevis": "KN",
  "syrian arab republic": "SY", "libyan arab jamahiriya": "LY", "bosnia": "BA", "state of palestine": "PS",
};

const byName = new Map<string, string>();
for (const [code, names] of Object.entries(iso.getNames("en", { select: "all" }))) {
  for (const name of names) byName.set(nameKey(name), code);
}
for (const [name, code] of Object.entries(aliases)) byName.set(nameKey(name), code);

/** Words in any order: lists write "Congo, Democratic Republic of the" and the reverse. */
function nameKey(name: string): string {
  return name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^a-z]+/g, " ").trim()
    .split(" ").filter((w) => w !== "the" && w !== "of" && w !== "and").sort().join(" ");
}

/**
 * @param text a country's name in English as lists print it, or an alpha-2 code
 * @returns ISO 3166-1 alpha-2 (XK for Kosovo), or null when it names no country
 */
export function countryCode(text: string): string | null {
  const plain = text.trim();
  if (/^[A-Za-z]{2}$/.test(plain)) {
    const code = plain.toUpperCase();
    return iso.isValid(code) || code === "XK" ? code : null;
  }
  return byName.get(nameKey(plain)) ?? null;
}
