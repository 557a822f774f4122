import { hasRole, type Actor } from "../../kernel/actor.ts";
import type { NavigationLink } from "../../ui/layouts/chrome.ts";
import type { LayoutName } from "../../ui/layouts/document.tsx";
import type { Page } from "../../ui/page.ts";
import type { Say } from "../../ui/say.ts";

/** The places of each layout, in order. A place is shown when its page exists and this reader may open it. */
const places: Readonly<Record<LayoutName, readonly (readonly [path: string, key: string])[]>> = {
  officer: [
    ["/desk", "web.nav.desk"], ["/bureau", "access.bureau.title"], ["/partners", "web.nav.partners"], ["/cases", "web.nav.cases"],
    ["/hits", "web.nav.hits"], ["/contributions", "web.nav.contributions"], ["/agreements", "web.nav.agreements"],
    ["/given", "web.nav.given"],
    ["/books", "web.nav.ledger"], ["/log", "web.nav.log"], ["/people", "web.nav.people"], ["/register", "web.nav.register"],
  ],
  partner: [
    ["/my-file", "web.nav.my-file"], ["/apply", "web.nav.apply"], ["/offers", "web.nav.offers"],
    ["/agreements", "web.nav.agreements"], ["/register", "web.nav.register"],
  ],
  public: [["/register", "web.nav.register"], ["/log", "web.nav.log"], ["/apply", "web.nav.apply"]],
};

export function mayOpen(page: Page, actor: Actor): boolean {
  if (page.who === "anyone") return true;
  if (page.who === "signed-in") return actor.side !== "public" && actor.side !== "system";
  return hasRole(actor, ...page.who);
}

export interface NavigationAsk {
  readonly layout: LayoutName;
  readonly pages: readonly Page[];
  readonly actor: Actor;
  readonly path: string;
  readonly say: Say;
}

export function navigation({ layout, pages, actor, path, say }: NavigationAsk): readonly NavigationLink[] {
  const open = new Set(pages.filter((p) => p.method === "GET" && mayOpen(p, actor)).map((p) => p.path));
  return places[layout]
    .filter(([to]) => open.has(to))
    .map(([to, key]) => ({ to, text: say(key), current: path === to || path.startsWith(`${to}/`) }));
}
