import type { VNode } from "preact";

export interface NameParams {
  readonly text: string; // in its own script, as its owner writes it
  readonly latin?: string | null | undefined; // transliteration, shown beneath, smaller
  readonly lang?: string | undefined; // BCP 47 of `text` when known
  readonly to?: string | undefined; // path of the file
  readonly strong?: boolean | undefined;
}

/** A name of a person or body: isolated from the direction around it, never mixed into the sentence's. */
export function Name({ text, latin, lang, to, strong }: NameParams): VNode {
  const own = <bdi dir="auto" lang={lang} class={strong ? "name__own name__own--strong" : "name__own"}>{text}</bdi>;
  return (
    <span class="name">
      {to ? <a class="link" href={to}>{own}</a> : own}
      {latin && latin !== text && <bdi dir="ltr" class="name__latin">{latin}</bdi>}
    </span>
  );
}
