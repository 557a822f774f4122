import type { PartnerId } from "../../kernel/ids.ts";
import { plusMonths, type Instant } from "../../kernel/instants.ts";
import { refused, type Refusal } from "../../kernel/refusal.ts";
import type { Tx } from "../../ports/database/database.ts";
import { namesInterest } from "./declaration.ts";
import { latestOnFile, latestYearly } from "./store.ts";

/** What article 23 reads about one person and one file. Null declarations mean: nothing was declared. */
export interface InterestFacts {
  readonly declaredAt: Instant | null; // the yearly declaration
  readonly fileDeclaredAt: Instant | null;
  readonly hasInterest: boolean; // named in the declaration about the file
}

export async function interestFacts(tx: Tx, person: string, file: PartnerId): Promise<InterestFacts> {
  const yearly = await latestYearly(tx, person);
  const onFile = await latestOnFile(tx, person, file);
  return {
    declaredAt: yearly?.declaredAt ?? null, fileDeclaredAt: onFile?.declaredAt ?? null,
    hasInterest: onFile !== null && namesInterest(onFile),
  };
}

/**
 * Article 23 for acts that no judgement covers. R23.1: the yearly declaration is at most `months` old, to the
 * millisecond. R23.2: who named an interest in the file does not act on it.
 */
export async function mayAct(
  tx: Tx, ask: { person: string; file: PartnerId; at: Instant; months: number },
): Promise<Refusal | null> {
  const facts = await interestFacts(tx, ask.person, ask.file);
  if (facts.declaredAt === null || ask.at > plusMonths(facts.declaredAt, ask.months)) {
    return refused("interests/declaration-expired", {}, ["R23.1"]);
  }
  return facts.hasInterest ? refused("interests/has-interest", {}, ["R23.2"]) : null;
}
