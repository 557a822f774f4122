import type { Fault } from "../../kernel/refusal.ts";
import { readText } from "../../kernel/text.ts";

export type ReadJson =
  | { readonly kind: "read"; readonly value: unknown; readonly faults: readonly Fault[] }
  | { readonly kind: "malformed"; readonly at: number };

/** Deeper than any ask of ours; what is deeper is not read at all. */
const depthMax = 24;

/**
 * Reads JSON so that it has one meaning (RFC 8259 leaves several): a key that stands twice, a number no double can
 * hold, a key that would change the object's prototype and text that deceives its reader are faults with their path,
 * all of them at once. What is not JSON in UTF-8 at all is malformed.
 *
 * @param bytes attacker-chosen, at most the body limit of the server
 */
export function readJson(bytes: Uint8Array): ReadJson {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return { kind: "malformed", at: 0 };
  }
  const reader = new JsonReader(text);
  try {
    const value = reader.whole();
    return { kind: "read", value, faults: reader.faults };
  } catch (error) {
    if (error instanceof Malformed) return { kind: "malformed", at: error.at };
    throw error;
  }
}

class Malformed extends Error {
  override readonly name = "Malformed";
  constructor(readonly at: number) {
    super(`not JSON at ${at}`);
  }
}

const numberForm = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const spaceForm = /[ \t\n\r]*/y;
const words: readonly (readonly [string, unknown])[] = [["true", true], ["false", false], ["null", null]];

class JsonReader {
  readonly faults: Fault[] = [];
  private at = 0;
  private readonly path: string[] = [];

  constructor(private readonly text: string) {}

  whole(): unknown {
    const value = this.value();
    if (this.next() !== "") throw new Malformed(this.at);
    return value;
  }

  private value(): unknown {
    if (this.path.length > depthMax) throw new Malformed(this.at);
    switch (this.next()) {
      case "{": return this.object();
      case "[": return this.array();
      case '"': return this.checked(this.string());
      default: return this.word();
    }
  }

  private object(): unknown {
    const found: Record<string, unknown> = {};
    this.at += 1;
    if (this.took("}")) return found;
    do {
      if (this.next() !== '"') throw new Malformed(this.at);
      const key = this.string();
      if (!this.took(":")) throw new Malformed(this.at);
      this.path.push(key.slice(0, 80));
      const value = this.value();
      // Which of two values is meant is anybody's guess; and one reader's guess is another reader's hole.
      if (Object.hasOwn(found, key)) this.fault("json-key-twice");
      else if (key === "__proto__") this.fault("json-key-forbidden");
      else found[key] = value;
      this.path.pop();
    } while (this.took(","));
    if (!this.took("}")) throw new Malformed(this.at);
    return found;
  }

  private array(): unknown {
    const found: unknown[] = [];
    this.at += 1;
    if (this.took("]")) return found;
    do {
      this.path.push(String(found.length));
      found.push(this.value());
      this.path.pop();
    } while (this.took(","));
    if (!this.took("]")) throw new Malformed(this.at);
    return found;
  }

  private string(): string {
    const from = this.at;
    let end = from + 1;
    while (end < this.text.length && this.text[end] !== '"') end += this.text[end] === "\\" ? 2 : 1;
    this.at = Math.min(end + 1, this.text.length);
    try {
      return JSON.parse(this.text.slice(from, this.at)) as string;
    } catch {
      throw new Malformed(from);
    }
  }

  private checked(text: string): string {
    const read = readText(text, Number.POSITIVE_INFINITY, "may-be-empty");
    if (!read.ok) this.fault(read.error);
    return text;
  }

  private word(): unknown {
    for (const [word, value] of words) {
      if (!this.text.startsWith(word, this.at)) continue;
      this.at += word.length;
      return value;
    }
    const number = Number(this.match(numberForm));
    if (!Number.isFinite(number)) this.fault("json-number-too-large");
    return number;
  }

  private match(form: RegExp): string {
    form.lastIndex = this.at;
    const [found] = form.exec(this.text) ?? [];
    if (found === undefined) throw new Malformed(this.at);
    this.at += found.length;
    return found;
  }

  /** The next character that is no space; "" at the end. */
  private next(): string {
    this.match(spaceForm);
    return this.text.charAt(this.at);
  }

  private took(mark: string): boolean {
    if (this.next() !== mark) return false;
    this.at += 1;
    return true;
  }

  private fault(code: string): void {
    this.faults.push({ path: this.path.join("."), code });
  }
}
