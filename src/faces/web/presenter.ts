import type { FastifyReply, FastifyRequest } from "fastify";
import type { VNode } from "preact";
import { publicActor, type Actor } from "../../kernel/actor.ts";
import { isLang, type Lang } from "../../kernel/lang.ts";
import { sayings } from "../../ui/catalogue.ts";
import type { Chrome } from "../../ui/layouts/chrome.ts";
import type { LayoutName } from "../../ui/layouts/document.tsx";
import type { Reader } from "../../ui/reader.ts";
import { renderPage } from "../../ui/render.tsx";
import type { Say } from "../../ui/say.ts";
import type { Cookies } from "./cookies.ts";
import { formToken } from "./forgery.ts";
import { squeezed } from "./squeezed.ts";
import { languageOf } from "./languages.ts";
import { navigation } from "./navigation.ts";
import { visitOf, type WebParts } from "./parts.ts";

export interface View {
  readonly title: string;
  readonly layout: LayoutName;
  readonly body: VNode;
  readonly code?: number; // wire status, 200 unless told
}

/** Puts a view into its layout, in the reader's language, with the session's token in every form. */
export class Presenter {
  private readonly says: Readonly<Record<Lang, Say>>;

  constructor(private readonly parts: WebParts, private readonly cookies: Cookies) {
    const { built, world, clauseText } = parts;
    const timeZone = world.organisation().timeZone;
    this.says = sayings({ catalogues: built.catalogues, timeZone, ...(clauseText ? { clauseText } : {}) });
  }

  actor(request: FastifyRequest): Actor {
    return visitOf(request).session?.actor ?? publicActor;
  }

  say(request: FastifyRequest): Say {
    const session = visitOf(request).session;
    return this.says[languageOf({
      query: queryOf(request)["lang"], cookie: this.cookies.read(request, "lang"),
      account: session ? session.actor.lang : null, accepted: request.headers["accept-language"],
      fallback: this.parts.world.organisation().authenticLang,
    })];
  }

  layout(actor: Actor): LayoutName {
    return actor.side === "public" ? "public" : actor.side === "partner" ? "partner" : "officer";
  }

  async show(request: FastifyRequest, reply: FastifyReply, view: View): Promise<FastifyReply> {
    const say = this.say(request);
    const asked = queryOf(request)["lang"];
    if (isLang(asked)) this.cookies.write(reply, "lang", asked, 365 * 86_400);
    const notice = this.takeNotice(request, reply, say);
    const reader = this.reader(request, reply, say);
    const html = renderPage(reader, await this.chrome(request, view, notice), view.layout, view.body);
    const body = reader.hasToken() ? html : await squeezed(request, reply, html);
    return reply
      .code(view.code ?? 200)
      .header("content-language", say.lang)
      .header("vary", "cookie, accept-language, accept-encoding")
      .header("cache-control", "no-store")
      .type("text/html; charset=utf-8")
      .send(body);
  }

  /** The secret a form of this reader is bound to: the session's token, else that of the visit. */
  formSecret(request: FastifyRequest): string | null {
    const visit = visitOf(request);
    return visit.session && visit.token ? visit.token : this.cookies.read(request, "visit");
  }

  /** Keeps one message key for the next page; signed, so that nobody else can put words on ours. */
  leaveNotice(reply: FastifyReply, key: string): void {
    this.cookies.write(reply, "notice", `${this.noticeMark(key)}.${key}`, 60);
  }

  private takeNotice(request: FastifyRequest, reply: FastifyReply, say: Say): string | null {
    const kept = this.cookies.read(request, "notice");
    if (kept === null) return null;
    this.cookies.clear(reply, "notice");
    const [mark = "", ...rest] = kept.split(".");
    const key = rest.join(".");
    return mark === this.noticeMark(key) && say.has(key) ? say(key) : null;
  }

  private noticeMark(key: string): string {
    return Buffer.from(this.parts.world.keys.mac("link", `notice:${key}`)).toString("base64url");
  }

  private reader(request: FastifyRequest, reply: FastifyReply, say: Say): DrawnReader {
    const { world } = this.parts;
    const { lang: _lang, ...query } = queryOf(request);
    const newSecret = (): string => Buffer.from(world.random.bytes(24)).toString("base64url");
    const beginVisit = (): string => {
      const made = newSecret();
      this.cookies.write(reply, "visit", made);
      return made;
    };
    let secret = this.formSecret(request);
    let hasToken = visitOf(request).session !== null;
    return {
      hasToken: () => hasToken,
      say, query, now: world.clock.now(), path: pathOf(request),
      // Made only when a form asks for it: a page without forms leaves no cookie with a visitor.
      get csrf() {
        hasToken = true;
        secret ??= beginVisit();
        return formToken(world.keys, secret);
      },
      newKey: newSecret,
    };
  }

  private async chrome(request: FastifyRequest, view: View, notice: string | null): Promise<Chrome> {
    const { parts } = this;
    const session = visitOf(request).session;
    const actor = this.actor(request);
    const pages = [...parts.doors.flatMap((door) => door.pages), ...parts.pages];
    const [checkpoint, evaluation, wantsShortcuts] = await Promise.all([
      parts.checkpoint(), parts.evaluation?.({ ...actor, lang: this.say(request).lang }),
      session ? parts.shortcuts?.(actor) : false,
    ]);
    return {
      organisation: parts.world.organisation(), title: view.title, actor, notice, session,
      navigation: navigation({ layout: view.layout, pages, actor, path: pathOf(request), say: this.say(request) }),
      checkpoint, evaluation: evaluation ?? null, shortcuts: session !== null && (wantsShortcuts ?? true),
      asset: (name) => `/assets/${parts.built.assets[name] ?? name}`,
    };
  }
}

/** A reader that remembers whether the page holds something secret: a form's token, or anything of a session. */
type DrawnReader = Reader & { hasToken(): boolean };

export function pathOf(request: FastifyRequest): string {
  return request.url.split("?", 1)[0] ?? "/";
}

/** Query values as single texts: the first of a repeated one. Attacker-chosen. */
export function queryOf(request: FastifyRequest): Readonly<Record<string, string>> {
  const query: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.query as Record<string, unknown>)) {
    const one = Array.isArray(value) ? value[0] : value;
    if (typeof one === "string") query[name] = one;
  }
  return query;
}
