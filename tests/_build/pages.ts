/**
 * Opens and posts a module's pages as the web face does: a page found by method and address, its deeds and questions
 * run for real, and what it answers, with its HTML in the reader's language.
 */
import { publicActor, type Actor } from "../../src/kernel/actor.ts";
import type { Lang } from "../../src/kernel/lang.ts";
import { ask as askQuestion, perform, type DeedDefinition, type QuestionDefinition } from "../../src/modules/log/index.ts";
import type { World } from "../../src/ports/world.ts";
import type { Page, PageAnswer, PageAsk, UploadedFile } from "../../src/ui/page.ts";
import { aReader, htmlOf } from "./reader.ts";

export interface Module {
  readonly pages: readonly Page[];
  readonly deeds: readonly DeedDefinition[];
  readonly questions: readonly QuestionDefinition[];
}

export interface Visit {
  readonly actor?: Actor; // nobody is signed in when absent
  readonly lang?: Lang;
  readonly token?: string | null;
  readonly form?: Readonly<Record<string, string | readonly string[]>>; // given: POST
  readonly files?: readonly UploadedFile[];
}

export interface Seen {
  readonly answer: PageAnswer;
  readonly html: string; // "" unless a page was shown
}

/** @param path with query, as in an address bar */
export async function visit(world: World, module: Module, path: string, how: Visit = {}): Promise<Seen> {
  const [place = "", query = ""] = path.split("?");
  const method = how.form ? "POST" : "GET";
  const found = module.pages.map((page) => ({
    page, params: match(page.path, place),
  })).find((one) => one.params && one.page.method === method);
  if (!found?.params) throw new Error(`no page ${method} ${place}`);
  const actor = how.actor ?? publicActor;
  const { who } = found.page;
  const isIn = actor.side !== "public";
  const open = who === "anyone" || (who === "signed-in" ? isIn : who.some((role) => actor.roles.includes(role)));
  if (!open) return { answer: { kind: "not-found" }, html: "" };
  const lang = how.lang ?? "en";
  const answer = await found.page.handle(pageAsk(world, module, {
    actor, lang, params: found.params, query: Object.fromEntries(new URLSearchParams(query)), form: how.form ?? {},
    token: how.token ?? null, files: how.files ?? [],
  }));
  const html = answer.kind === "page" ? htmlOf(answer.body, lang, { path: place, now: world.clock.now() }) : "";
  return { answer, html };
}

interface Parts {
  readonly actor: Actor;
  readonly lang: Lang;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly form: NonNullable<Visit["form"]>;
  readonly token: string | null;
  readonly files: readonly UploadedFile[];
}

function pageAsk(world: World, module: Module, parts: Parts): PageAsk {
  const { actor, lang, params, query, form, token, files } = parts;
  return {
    world, organisation: world.organisation(), actor: { ...actor, lang }, lang, say: aReader(lang).say,
    params, query, form, files,
    idempotencyKey: "", sessionToken: token,
    perform: (name, asked) => perform(world, actor, named(module.deeds, name), asked) as never,
    answer: (name, asked, purpose) => askQuestion(world, actor, named(module.questions, name), asked, purpose) as never,
  };
}

function named<D extends { readonly name: string }>(list: readonly D[], name: string): D {
  const found = list.find((one) => one.name === name);
  if (!found) throw new Error(`no door has ${name}`);
  return found;
}

function match(pattern: string, place: string): Record<string, string> | null {
  const [wanted, given] = [pattern.split("/"), place.split("/")];
  if (wanted.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [at, part] of wanted.entries()) {
    if (part.startsWith(":")) params[part.slice(1)] = given[at] ?? "";
    else if (part !== given[at]) return null;
  }
  return params;
}
