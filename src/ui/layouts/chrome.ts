import type { Actor } from "../../kernel/actor.ts";
import type { Instant } from "../../kernel/instants.ts";
import type { Organisation } from "../../ports/organisation.ts";

/** What stands around a page: who runs it, who reads it, where else to go, how far the log has come. */
export interface Chrome {
  readonly organisation: Organisation;
  readonly title: string;
  readonly actor: Actor;
  readonly navigation: readonly NavigationLink[];
  readonly notice: string | null; // one sentence about what was just done, shown once
  readonly checkpoint: { readonly size: number; readonly at: Instant } | null;
  readonly evaluation: Evaluation | null;
  readonly session: { readonly endsAt: Instant; readonly warnAt: Instant } | null;
  readonly shortcuts: boolean; // single-key shortcuts wanted
  /** The hashed address of an asset: "entente.css" → "/assets/entente.0f3a….css". */
  asset(name: string): string;
}

export interface NavigationLink {
  readonly to: string;
  readonly text: string;
  readonly current: boolean;
}

/** Only where the installation is not configured: the people of the fictitious organisation, to switch between. */
export interface Evaluation {
  readonly action: string; // POST with `account`
  readonly current: string; // account id
  readonly people: readonly { readonly account: string; readonly text: string }[];
}
