import type { VNode } from "preact";
import type { Lang } from "../../src/kernel/lang.ts";
import { instant } from "../../src/kernel/instants.ts";
import { readBuilt } from "../../src/ports/built.ts";
import { projectRoot } from "../../src/ports/project-root.ts";
import { sayings } from "../../src/ui/catalogue.ts";
import type { Reader } from "../../src/ui/reader.ts";
import { renderPart } from "../../src/ui/render.tsx";

const says = sayings({ catalogues: readBuilt(projectRoot()).catalogues, timeZone: "Europe/Paris" });

/** A reader of a language with the built catalogues, on "/list?state=active". */
export function aReader(lang: Lang = "en", over: Partial<Reader> = {}): Reader {
  let key = 0;
  return {
    say: says[lang], now: instant(Date.UTC(2027, 2, 3, 9)), path: "/list", query: { state: "active" }, csrf: "token",
    newKey: () => `key-of-a-form-${++key}`, ...over,
  };
}

/** What a browser of that reader would get for one component. */
export function htmlOf(body: VNode, lang: Lang = "en", over: Partial<Reader> = {}): string {
  return renderPart(aReader(lang, over), body);
}
