import { Card, Link, PageHead } from "../../../ui/components/index.ts";
import type { Page } from "../../../ui/page.ts";

const places = [
  ["/register", "home.register", "home.register-note"], ["/apply", "home.apply", "home.apply-note"],
  ["/register/check", "home.check", "home.check-note"],
] as const;

/** The front door for whoever is not signed in; people of the house go to their own home. */
export const homePage: Page = {
  method: "GET",
  path: "/",
  who: "anyone",
  async handle(ask) {
    const { say, actor, organisation } = ask;
    if (actor.side === "organisation") return { kind: "go", to: "/desk" };
    if (actor.side === "partner") return { kind: "go", to: "/my-file" };
    if (actor.side === "bureau") return { kind: "go", to: "/bureau" };
    const title = say("home.title");
    return {
      kind: "page", layout: "public", title,
      body: (
        <>
          <PageHead title={title} answer={say("home.answer", { organisation: organisation.name[say.lang] })}>
            <Link to="/sign-in">{say("home.sign-in")}</Link>
          </PageHead>
          <div class="columns">
            {places.map(([to, key, note]) => (
              <Card key={to} title={say(key)}>
                <p>{say(note)}</p>
                <p><Link to={to} kind="button">{say(key)}</Link></p>
              </Card>
            ))}
          </div>
        </>
      ),
    };
  },
};

/** Which single keys there are, and a switch for who does not want them (WCAG 2.1.4). */
export const shortcutsPage: Page = {
  method: "GET",
  path: "/shortcuts",
  who: "signed-in",
  async handle(ask) {
    const { say } = ask;
    const title = say("shortcuts.title");
    return {
      kind: "page", layout: ask.actor.side === "partner" ? "partner" : "officer", title,
      body: (
        <>
          <PageHead title={title} answer={say("shortcuts.answer.on")} />
          <div
            data-island="shortcut-switch" data-on={say("shortcuts.on")} data-off={say("shortcuts.off")}
            data-is-on={say("shortcuts.answer.on")} data-is-off={say("shortcuts.answer.off")} data-kept={say("shortcuts.kept")}
          />
        </>
      ),
    };
  },
};
