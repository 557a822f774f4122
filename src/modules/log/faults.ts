import type { Fault } from "../../kernel/refusal.ts";
import type { z } from "zod";

type Issue = z.core.$ZodIssue;

/**
 * What a schema refused, as faults a person can read. A schema's own message in kebab case is taken as the
 * code ("amount-ambiguous"); everything else maps to the few codes below. The value itself is never repeated.
 */
export function faultsOf(error: z.ZodError, asked: unknown): readonly Fault[] {
  return error.issues.flatMap((issue) => faultsOfIssue(issue, asked));
}

function faultsOfIssue(issue: Issue, asked: unknown): readonly Fault[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map(
      (key) => ({ path: [...issue.path, key.slice(0, 80)].join("."), code: "ask-unknown-field" }),
    );
  }
  return [{ path: issue.path.join("."), ...codeOf(issue, asked) }];
}

function codeOf(issue: Issue, asked: unknown): Pick<Fault, "code" | "facts"> {
  if (/^[a-z]+(-[a-z]+)+$/.test(issue.message)) {
    return { code: issue.message, ...(issue.code === "custom" && issue.params ? { facts: factsFrom(issue.params) } : {}) };
  }
  if (valueAt(asked, issue.path) === undefined) return { code: "ask-missing" };
  const counted = "origin" in issue && ["string", "array", "set"].includes(issue.origin);
  if (issue.code === "too_small") {
    return { code: counted ? "ask-too-short" : "ask-too-small", facts: { limit: Number(issue.minimum) } };
  }
  if (issue.code === "too_big") {
    return { code: counted ? "ask-too-long" : "ask-too-large", facts: { limit: Number(issue.maximum) } };
  }
  return { code: "ask-unreadable" };
}

function factsFrom(params: Readonly<Record<string, unknown>>): NonNullable<Fault["facts"]> {
  return Object.fromEntries(Object.entries(params).filter((pair): pair is [string, number] => typeof pair[1] === "number"));
}

function valueAt(asked: unknown, path: readonly PropertyKey[]): unknown {
  let at: unknown = asked;
  for (const step of path) {
    if (typeof at !== "object" || at === null) return undefined;
    at = Reflect.get(at, step);
  }
  return at;
}
