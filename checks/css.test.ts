// Goal: one look, in both directions, readable by everyone. Method: the style sheets are read as text; the colours of
// tokens.css are computed from oklch to sRGB and every pair used for text is measured.
import assert from "node:assert/strict";
import { test } from "node:test";
import { sources, type Source } from "./sources.ts";

const sheets = sources(["src"], [".css"]);
const tokens = sheets.find((s) => s.path.endsWith("styles/tokens.css"));
assert.ok(tokens);
const others = sheets.filter((s) => s !== tokens);

/** Declarations of a sheet, comments and at-rule heads left out. */
function declarations(
  sheet: Source,
): { readonly at: string; readonly name: string; readonly value: string }[] {
  const text = sheet.text.replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, " "));
  return [...text.matchAll(/(?<=[{;]\s*)([a-z-]+)\s*:\s*([^;{}]+)(?=[;}])/g)].map((m) => ({
    at: `${sheet.path}:${text.slice(0, m.index).split("\n").length}`,
    name: m[1] ?? "",
    value: (m[2] ?? "").trim(),
  }));
}

const printOnly = "src/ui/styles/print.css"; // paper has its own black, white and centimetres

test("no style names a side: layout turns round for Arabic by itself", () => {
  const physical = new RegExp(
    "^(left|right|top|bottom|(margin|padding|border)-(left|right|top|bottom)(-.*)?|width|height|(min|max)-(width|height)|" +
      "border-(top|bottom)-(left|right)-radius|float|clear)$",
  );
  const found = others
    .flatMap(declarations)
    .filter(
      ({ name, value }) => physical.test(name) || (name === "text-align" && /^(left|right)$/.test(value)),
    )
    .map(({ at, name }) => `${at}: ${name}`);
  assert.deepEqual(found, []);
});

test("no raw colour or length stands outside the tokens", () => {
  const raw =
    /#[0-9a-f]{3,8}\b|\b(oklch|oklab|rgb|hsl|hwb|lab|lch|color-mix)\(|(?<![\w-])\d*\.?\d+(px|rem|pt|cm|mm|vw|vh)\b/i;
  const found = others
    .filter((s) => s.path !== printOnly)
    .flatMap(declarations)
    .filter(({ value }) => raw.test(value))
    .map(({ at, name, value }) => `${at}: ${name}: ${value}`);
  assert.deepEqual(found, []);
});

test("every token that is used exists, and none stands unused", () => {
  const defined = new Set([...tokens.text.matchAll(/^\s*(--[\w-]+)\s*:/gm)].map((m) => m[1]));
  const used = new Set(sheets.flatMap((s) => [...s.text.matchAll(/var\((--[\w-]+)/g)].map((m) => m[1])));
  assert.deepEqual(
    [...used].filter((name) => !defined.has(name)),
    [],
  );
  const spare = new Set(["--s1", "--s8", "--lift", "--swift"]); // the whole scale, the dialog's shadow, the one motion
  assert.deepEqual(
    [...defined].filter((name) => !used.has(name) && !spare.has(name ?? "")),
    [],
  );
});

test("nothing in Arabic is slanted or spaced out, and nothing blinks", () => {
  const found = others
    .flatMap(declarations)
    .filter(
      ({ name }) =>
        name === "letter-spacing" ||
        name === "word-spacing" ||
        name === "animation-name" ||
        name === "animation",
    )
    .filter(({ value }) => value !== "none")
    .map(({ at }) => at);
  assert.deepEqual(found, []);
  assert.match(
    others.find((s) => s.path.endsWith("base.css"))?.text ?? "",
    /:lang\(ar\) em[^{]*\{ font-style: normal/,
  );
});

type Rgb = readonly [number, number, number];

/** oklch to linear-light sRGB, out-of-gamut channels clipped as a browser shows them. */
function linear(lightness: number, chroma: number, hueDegrees: number): Rgb {
  const hue = (hueDegrees * Math.PI) / 180;
  const [a, b] = [chroma * Math.cos(hue), chroma * Math.sin(hue)];
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const clip = (x: number): number => Math.min(1, Math.max(0, x));
  return [
    clip(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    clip(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    clip(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

function luminance([r, g, b]: Rgb): number {
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: Rgb, other: Rgb): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

function palette(dark: boolean): ReadonlyMap<string, Rgb> {
  const at = tokens?.text.indexOf("@media (prefers-color-scheme: dark)") ?? 0;
  const text = dark ? tokens?.text.slice(at) : tokens?.text.slice(0, at);
  const found = (text ?? "").matchAll(/^\s*--([\w-]+):\s*oklch\(([\d.]+)% ([\d.]+) ([\d.]+)\);/gm);
  return new Map(
    [...found].map((m) => [m[1] ?? "", linear(Number(m[2]) / 100, Number(m[3]), Number(m[4]))] as const),
  );
}

const grounds = ["paper", "field", "band"];
const tints = ["primary-tint", "verified-tint", "pending-tint", "stop-tint"];
const textPairs: readonly (readonly [text: string, ground: string])[] = [
  ...[...grounds, ...tints].map((ground) => ["ink", ground] as const),
  ...grounds.flatMap((ground) =>
    ["quiet", "primary", "primary-deep", "verified", "stop"].map((t) => [t, ground] as const),
  ),
  ["pending", "paper"],
  ["pending", "field"],
  ["on-primary", "primary"],
  ["on-primary", "primary-deep"],
  ["on-stop", "stop"],
  ["paper", "ink"],
];
const shapePairs: readonly (readonly [string, string])[] = [
  ["edge", "paper"],
  ["edge", "field"],
  ...["primary", "verified", "pending", "stop"].map((t) => [t, `${t}-tint`] as const),
];

for (const [mode, dark] of [
  ["light", false],
  ["dark", true],
] as const) {
  test(`every pair of colours used for text reaches 4.5 : 1 in ${mode} mode`, () => {
    assert.deepEqual(weak(textPairs, 4.5, dark), []);
  });
  test(`every shape and border that means something reaches 3 : 1 in ${mode} mode`, () => {
    assert.deepEqual(weak(shapePairs, 3, dark), []);
  });
}

function weak(pairs: readonly (readonly [string, string])[], least: number, dark: boolean): string[] {
  const colours = palette(dark);
  return pairs.flatMap(([text, ground]) => {
    const [one, other] = [colours.get(text), colours.get(ground)];
    assert.ok(one && other, `${text} on ${ground} is defined`);
    const ratio = contrast(one, other);
    return ratio < least ? [`${text} on ${ground}: ${ratio.toFixed(2)}`] : [];
  });
}

test("the measure itself is right: black on white is 21 : 1, and a known grey is 4.54 : 1", () => {
  assert.equal(contrast(linear(0, 0, 0), linear(1, 0, 0)).toFixed(1), "21.0");
  assert.equal(contrast(linear(0.5658, 0, 0), linear(1, 0, 0)).toFixed(1), "4.5"); // #767676
});
