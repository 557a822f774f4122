import { SaxesParser } from "saxes";

/** Elements and attributes that draw and do nothing else: no script, no link out, no style sheet, no foreign content. */
const elements = new Set([
  "svg", "g", "path", "circle", "rect", "ellipse", "line", "polyline", "polygon", "title", "desc", "defs",
  "linearGradient", "radialGradient", "stop", "clipPath",
]);
const attributes = new Set([
  "xmlns", "viewBox", "width", "height", "d", "cx", "cy", "r", "rx", "ry", "x", "y", "x1", "y1", "x2", "y2",
    "points", "fx", "fy",
  "fill", "fill-rule", "fill-opacity", "clip-rule", "clip-path", "stroke", "stroke-width", "stroke-linecap",
  "stroke-linejoin", "stroke-miterlimit", "stroke-dasharray", "stroke-opacity", "opacity", "transform", "id", "offset",
  "stop-color", "stop-opacity", "gradientUnits", "gradientTransform", "role", "aria-label", "preserveAspectRatio",
]);

/** Null for an SVG that only draws; else what in it does more. Refused rather than cleaned: the file is not ours. */
export function emblemFault(svg: string): string | null {
  if (svg.length > 65_536) return "it is larger than 64 kB";
  if (/<!DOCTYPE|<!ENTITY|<\?(?!xml )/i.test(svg)) return "it has a document type or a processing instruction";
  let fault: string | null = null;
  let root = "";
  const parser = new SaxesParser();
  parser.on("error", () => (fault ??= "it is not well-formed XML"));
  parser.on("opentag", (tag) => {
    root ||= tag.name;
    if (!elements.has(tag.name)) fault ??= `element <${tag.name.slice(0, 30)}> is not allowed`;
    for (const [name, value] of Object.entries(tag.attributes)) {
      if (!attributes.has(name)) fault ??= `attribute ${name.slice(0, 30)} is not allowed`;
      if (/url\((?!#[\w-]+\))/i.test(String(value))) fault ??= `attribute ${name} points outside the file`;
    }
  });
  parser.write(svg).close();
  return fault ?? (root === "svg" ? null : "it is not an SVG");
}
