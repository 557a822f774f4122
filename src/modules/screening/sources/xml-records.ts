import { SaxesParser } from "saxes";
import type { FaultBook } from "./faults.ts";

/** One element of a record, kept only while that record is read. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}

export interface XmlReading {
  readonly bytes: Uint8Array;
  readonly faults: FaultBook;
  /** Names of the elements that are records; what is outside them is handed to `outside`. */
  readonly records: ReadonlySet<string>;
  onRecord(record: Element): void;
  onOutside(path: string, attributes: Readonly<Record<string, string>>): void;
  onProgress(bytes: number): void;
}

const chunk = 65_536;
const deepest = 12;
const longestText = 200_000;

/**
 * Streams the records of an XML file. Only one record is in memory at a time.
 * Stops on: a DOCTYPE (it may define entities that expand without bound), bytes that are not UTF-8, XML that
 * is not well-formed or ends early, elements nested deeper than 12, a text longer than 200 000 characters.
 */
export function readRecords(ask: XmlReading): void {
  const { faults } = ask;
  const parser = new SaxesParser({ xmlns: false });
  const open: Element[] = [];
  const outside: string[] = [];
  parser.on("doctype", () => faults.stop("doctype-present", "DOCTYPE"));
  parser.on("error", (error) => faults.stop("xml-broken", error.message.replace(/^[^:]*:\s*/, ""),
    `line ${parser.line}`));
  parser.on("opentag", (tag) => {
    if (open.length + outside.length >= deepest) faults.stop("xml-too-deep", tag.name, `line ${parser.line}`);
    const attributes = tag.attributes as Record<string, string>;
    if (open.length === 0 && !ask.records.has(tag.name)) {
      outside.push(tag.name);
      ask.onOutside(outside.join("/"), attributes);
      return;
    }
    const element: Element = { name: tag.name, attributes, children: [], text: "" };
    open[open.length - 1]?.children.push(element);
    open.push(element);
  });
  const take = (text: string) => {
    const element = open[open.length - 1];
    if (!element) return;
    element.text += text;
    if (element.text.length > longestText) faults.stop("text-too-long", element.name, `line ${parser.line}`);
  };
  parser.on("text", take);
  parser.on("cdata", take);
  parser.on("closetag", () => {
    const element = open.pop();
    if (!element) outside.pop();
    else if (open.length === 0) ask.onRecord(element);
  });
  const decoder = new TextDecoder("utf-8", { fatal: true });
  for (let at = 0; at < ask.bytes.length; at += chunk) {
    const part = ask.bytes.subarray(at, at + chunk);
    parser.write(decode(decoder, part, at + chunk < ask.bytes.length, faults));
    ask.onProgress(Math.min(at + chunk, ask.bytes.length));
  }
  parser.close();
}

function decode(decoder: TextDecoder, part: Uint8Array, stream: boolean, faults: FaultBook): string {
  try {
    return decoder.decode(part, { stream });
  } catch {
    return faults.stop("not-utf8", "");
  }
}

/** Takes children out of an element by name, so that what is left at the end was not understood. */
export class Taker {
  private readonly left: Element[];

  constructor(private readonly element: Element, private readonly faults: FaultBook,
    private readonly at: string) {
    this.left = [...element.children];
  }

  /** Text of the first such child, "" when there is none. Further ones stay and are reported. */
  text(name: string): string {
    return this.one(name)?.text.trim() ?? "";
  }

  one(name: string): Element | undefined {
    const index = this.left.findIndex((c) => c.name === name);
    return index < 0 ? undefined : this.left.splice(index, 1)[0];
  }

  all(name: string): Element[] {
    const found = this.left.filter((c) => c.name === name);
    for (const one of found) this.left.splice(this.left.indexOf(one), 1);
    return found;
  }

  /** `<NAME><VALUE>…</VALUE>…</NAME>`, every occurrence. */
  values(name: string): string[] {
    return this.all(name).flatMap((list) => {
      const inner = new Taker(list, this.faults, this.at);
      const texts = inner.all("VALUE").map((v) => v.text.trim()).filter((t) => t !== "");
      inner.end();
      return texts;
    });
  }

  /** Every element must have been taken and no attribute ignored. */
  end(): void {
    for (const child of this.left) this.faults.note("unknown-element", `${this.element.name}/${child.name}`,
      this.at);
    for (const name of Object.keys(this.element.attributes)) {
      this.faults.note("unknown-element", `${this.element.name}@${name}`, this.at);
    }
  }
}
