import type { ComponentChildren, VNode } from "preact";
import { langs, type Lang } from "../../kernel/lang.ts";
import { useReader, withQuery } from "../reader.ts";
import type { Chrome } from "./chrome.ts";

/** Each language is named in itself, as its reader looks for it. */
const ownNames: Readonly<Record<Lang, string>> = { en: "English", fr: "Français", es: "Español", ar: "العربية" };

interface MastheadParams {
  readonly chrome: Chrome;
  readonly home: string;
  readonly what: string; // which part of the product this is
  readonly children?: ComponentChildren; // person, sign-in
}

export function Masthead({ chrome, home, what, children }: MastheadParams): VNode {
  const { say } = useReader();
  return (
    <header class="masthead">
      <div class="layout__wide masthead__line">
        <a class="masthead__name" href={home}>
          <img class="masthead__emblem" src="/emblem.svg" alt="" width={44} height={44} />
          <span>
            <bdi dir="auto">{chrome.organisation.name[say.lang]}</bdi>
            <span class="masthead__what">{what}</span>
          </span>
        </a>
        <div class="masthead__end">
          <LanguageSwitch />
          {children}
        </div>
      </div>
      {chrome.navigation.length > 0 && (
        <nav class="mainnav" aria-label={say("ui.nav")}>
          <ul class="layout__wide">
            {chrome.navigation.map((link) => (
              <li key={link.to}><a href={link.to} aria-current={link.current ? "page" : undefined}>{link.text}</a></li>
            ))}
          </ul>
        </nav>
      )}
    </header>
  );
}

/** Links, so that it works without scripts, keeps the page and can be sent to somebody. */
function LanguageSwitch(): VNode {
  const reader = useReader();
  return (
    <nav aria-label={reader.say("ui.languages")}>
      <ul class="languages">
        {langs.map((lang) => (
          <li key={lang}>
            <a
              href={withQuery(reader, { lang })} lang={lang} hrefLang={lang} dir={lang === "ar" ? "rtl" : "ltr"}
              aria-current={lang === reader.say.lang ? "true" : undefined}
            >
              {ownNames[lang]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Who is signed in, in which roles, and the way to their own page. */
export function PersonLine({ chrome }: { readonly chrome: Chrome }): VNode {
  const { say } = useReader();
  const roles = chrome.actor.roles.map((role) => say(`role.${role}`)).join(" · ");
  return (
    <div class="masthead__person">
      <a href="/me"><bdi dir="auto">{chrome.actor.name}</bdi></a>
      <small>{roles}</small>
    </div>
  );
}

export function SignInLink(): VNode {
  return <a class="masthead__sign-in" href="/sign-in">{useReader().say("ui.sign-in")}</a>;
}
