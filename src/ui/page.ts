import type { VNode } from "preact";
import type { Actor } from "../kernel/actor.ts";
import type { Lang } from "../kernel/lang.ts";
import type { Refusal } from "../kernel/refusal.ts";
import type { Purpose } from "../kernel/purpose.ts";
import type { Result } from "../kernel/result.ts";
import type { Role } from "../kernel/roles.ts";
import type { Organisation } from "../ports/organisation.ts";
import type { World } from "../ports/world.ts";
import type { Say } from "./say.ts";

/**
 * A page as a module defines it and a face mounts it. GET pages load and show; POST pages run one deed and redirect
 * (or show the same page again with its faults, nothing typed is lost). Works without scripts.
 */
export interface Page {
  readonly method: "GET" | "POST";
  readonly path: string; // fastify path: "/cases/:id"
  readonly who: readonly Role[] | "anyone" | "signed-in";
  readonly uploads?: boolean; // multipart: files arrive in ask.files
  handle(ask: PageAsk): Promise<PageAnswer>;
}

export interface PageAsk {
  readonly world: World;
  readonly organisation: Organisation;
  readonly actor: Actor; // publicActor when nobody is signed in
  readonly lang: Lang;
  readonly say: Say; // this reader's catalogue and formats
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly form: Readonly<Record<string, string | readonly string[]>>; // POST only; attacker-chosen
  readonly files: readonly UploadedFile[];
  readonly idempotencyKey: string; // of the form that was posted
  readonly sessionToken: string | null; // the cookie as sent: only access reads it, nobody shows it
  /** Runs a deed by its name with the session's actor: one transaction, idempotent by the form's key. */
  perform<Answer = unknown>(name: string, ask: unknown): Promise<Result<Answer, Refusal>>;
  /**
   * Answers a question by its name; null is "not here, or not for you". What opens sealed content is on record before
   * it is answered, by default as shown on a page.
   */
  answer<Answer = unknown>(name: string, ask: unknown, purpose?: Purpose): Promise<Answer | null>;
}

/** "export" where the reader asks for the page's rows as a file: `?as=csv`. */
export function purposeOf(ask: Pick<PageAsk, "query">): Purpose {
  return ask.query["as"] === "csv" ? "export" : "page";
}

export interface UploadedFile {
  readonly field: string;
  readonly name: string; // as sent: attacker-chosen, shown escaped, never a path
  readonly type: string; // as sniffed from the bytes, not as claimed
  readonly bytes: Uint8Array;
}

export type PageAnswer =
  | {
      readonly kind: "page";
      readonly title: string;
      readonly layout: "officer" | "partner" | "public";
      readonly body: VNode;
      readonly faulty?: boolean; // the same form again, with its faults
    }
  | { readonly kind: "go"; readonly to: string; readonly notice?: string } // 303; notice: a message key shown once
  | { readonly kind: "signed-in"; readonly to: string; readonly token: string } // 303 and the session's cookie, anew
  | { readonly kind: "signed-out"; readonly to: string; readonly notice?: string } // 303 and the cookie is gone
  | {
      readonly kind: "file";
      readonly bytes: Uint8Array | string;
      readonly type: string;
      readonly name: string;
      readonly inline?: boolean;
    }
  | { readonly kind: "refusal"; readonly refusal: Refusal }
  | { readonly kind: "not-found" };
