import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Instant } from "../kernel/instants.ts";
import { assert } from "../kernel/result.ts";
import type { Say } from "./say.ts";

/** What every component may know about the page it stands on: the reader's words, the address, the form secrets. */
export interface Reader {
  readonly say: Say;
  readonly now: Instant;
  readonly path: string; // "/cases/cas_…", as asked
  readonly query: Readonly<Record<string, string>>; // attacker-chosen, only ever written back encoded
  readonly csrf: string; // token of this session, written into each form
  /** A fresh idempotency key: one per rendered form, so that a second click is the same deed. */
  newKey(): string;
}

export const ReaderContext = createContext<Reader | null>(null);

export function useReader(): Reader {
  const reader = useContext(ReaderContext);
  assert(reader, "a component is rendered inside a page");
  return reader;
}

export function useSay(): Say {
  return useReader().say;
}

/** The address of this page with some query values replaced (null removes); the order of keys is kept. */
export function withQuery(reader: Reader, change: Readonly<Record<string, string | null>>): string {
  const query = new URLSearchParams(reader.query);
  for (const [name, value] of Object.entries(change)) {
    if (value === null) query.delete(name);
    else query.set(name, value);
  }
  const text = query.toString();
  return text === "" ? reader.path : `${reader.path}?${text}`;
}
