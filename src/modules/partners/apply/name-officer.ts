import { z } from "zod";
import { refused, type Refusal } from "../../../kernel/refusal.ts";
import { no, ok, type Result } from "../../../kernel/result.ts";
import { newId } from "../../../ports/random.ts";
import { deed } from "../../log/index.ts";
import * as asks from "../asks.ts";
import { begin } from "../file.ts";
import type { OfficerId } from "../partner.ts";
import { insertOfficer, officersOfApplication } from "../stores/store-lists.ts";
import { touch, type Touched } from "./touch.ts";

/** More people than any board has; a bound on what one application can make others screen. */
const officersMax = 60;

/** Names one person of the board, the management, or who signs. Source: S11. */
export const nameOfficer = deed({
  name: "partners.name-officer",
  who: ["partner-contact", "partner-signatory"],
  isolation: "read-committed",
  ask: z.strictObject({
    application: asks.applicationId,
    expectedVersion: asks.version,
    name: asks.words(200),
    otherName: asks.optionalWords(200),
    roleWords: asks.words(120),
    birthOn: asks.birth,
    nationality: asks.country,
    signs: z.enum(["no", "alone", "jointly"], "not-chosen"),
    publicFunction: asks.optionalWords(300),
  }),
  async perform(desk, ask): Promise<Result<Touched & { officer: OfficerId }, Refusal>> {
    const begun = await begin(desk, ask, "save");
    if (!begun.ok) return begun;
    const { application } = begun.value;
    const named = await officersOfApplication(desk.tx, application.id);
    if (named.length >= officersMax) return no(refused("partners/too-many", { max: officersMax }));
    const officer = newId(desk.world.random, "ofc");
    await insertOfficer(desk.tx, application.id, {
      id: officer, name: ask.name, otherName: ask.otherName, roleWords: ask.roleWords, birthOn: ask.birthOn,
      nationality: ask.nationality, signs: ask.signs, publicFunction: ask.publicFunction,
    });
    return ok({ officer, ...(await touch(desk, application, { part: "people", named: officer })) });
  },
});
