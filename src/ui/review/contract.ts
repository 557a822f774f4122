import { parse } from "yaml";
import { isLang, langs, type Lang } from "../../kernel/lang.ts";

/** What stands in a component's yaml: what it is for, its options, what must hold for everyone, and examples. */
export interface Contract {
  readonly what: string;
  readonly params: Readonly<Record<string, string>>;
  readonly accessibility: readonly Criterion[];
  readonly examples: readonly Example[];
}

/** One promise to readers with assistive tools, and the selectors that prove it on the rendered example. */
export interface Criterion {
  readonly says: string;
  readonly holds?: string; // comma-separated: each must match
  readonly never?: string; // none may match
  readonly in?: string; // only in the example of that name
}

export interface Example {
  readonly name: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly typed?: Readonly<Record<string, string>>;
  readonly faults?: readonly { readonly path: string; readonly code: string }[];
}

/** Our own files, parsed once; a malformed one throws at the first look. */
export function readContract(text: string): Contract {
  return parse(text, { merge: true }) as Contract;
}

/** Replaces every {en, fr, es, ar} inside by the text of one language. */
export function inLang(value: unknown, lang: Lang): unknown {
  if (Array.isArray(value)) return value.map((one) => inLang(one, lang));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value);
  const isFour = entries.length === langs.length && entries.every(([key]) => isLang(key));
  if (isFour) return (value as Record<Lang, unknown>)[lang];
  return Object.fromEntries(entries.map(([key, one]) => [key, inLang(one, lang)]));
}
