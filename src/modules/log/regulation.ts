import { judge, parametersAt, regulationInForce, type Facts, type Judgement, type Parameters, type Regulation }
  from "../../engines/regulation/index.ts";
import type { Instant } from "../../kernel/instants.ts";
import { refused, type Refusal } from "../../kernel/refusal.ts";
import { assert, no, ok, type Result } from "../../kernel/result.ts";
import type { Organisation } from "../../ports/organisation.ts";
import { specFolder } from "../../ports/spec-folder.ts";
import type { World } from "../../ports/world.ts";
import type { Desk } from "./deed.ts";

/** What a desk, or a page, offers of the rules: the folder they lie in and the organisation's own settings. */
export interface RulePlace {
  readonly world: Pick<World, "folders">;
  readonly organisation: Pick<Organisation, "parameters">;
}

export interface RuleDesk extends RulePlace {
  now(): Instant;
}

/** The regulation under which acts on this installation are judged, under the organisation's own parameters. */
export function regulationOf({ world, organisation }: RulePlace): Regulation {
  return regulationInForce(specFolder(world.folders.root, "regulation"), organisation.parameters);
}

/** The numbers and the table of article 20 as they stand now. */
export function parametersOf(desk: RuleDesk): Parameters {
  const parameters = parametersAt(regulationOf(desk), desk.now());
  assert(parameters !== null, "a regulation in force has parameters");
  return parameters;
}

/** One number of them, in the unit that `spec/regulation/parameters` gives it. Throws when no file holds the key. */
export function parameter(desk: RuleDesk, key: string): number {
  const value = parametersOf(desk).values[key];
  assert(value !== undefined, `${key} stands in the parameters in force`);
  return value;
}

/**
 * Judges the act of a deed now, after its locks, and once more just before commit on facts read afresh: what ended in
 * between is seen there and not on the page.
 *
 * @param of the code of the refusal, and the facts as they are at an instant; what is not known is left out and forbids
 * @returns the first judgement, or a refusal that names every broken clause (`count` of them)
 */
export async function judged(
  desk: Desk,
  of: { readonly code: Refusal["code"]; facts(at: Instant): Promise<Facts> },
): Promise<Result<Judgement, Refusal>> {
  const judgeAt = async (at: Instant): Promise<Result<Judgement, Refusal>> => {
    const judgement = judge(regulationOf(desk), await of.facts(at), at);
    for (const alarm of judgement.alarms) desk.world.trace.warn("the regulation could not judge", { alarm });
    const { broken } = judgement;
    return judgement.permitted ? ok(judgement) : no(refused(of.code, { count: broken.length }, broken));
  };
  desk.beforeCommit(async (at) => {
    const again = await judgeAt(at);
    return again.ok ? null : again.error;
  });
  return judgeAt(desk.now());
}
