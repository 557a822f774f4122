import type { Lang } from "../../src/kernel/lang.ts";
import { readBuilt } from "../../src/ports/built.ts";
import { projectRoot } from "../../src/ports/project-root.ts";
import { sayings } from "../../src/ui/catalogue.ts";
import type { Say } from "../../src/ui/say.ts";

let all: ReturnType<typeof sayings> | undefined;

/** The sentences of a language, from the built catalogues. */
export function say(lang: Lang): Say {
  return (all ??= sayings({ catalogues: readBuilt(projectRoot()).catalogues, timeZone: "Europe/Paris" }))[lang];
}
