import { z } from "zod";
import { hidden, type Refusal } from "../../../kernel/refusal.ts";
import { no, ok, type Result } from "../../../kernel/result.ts";
import { deed } from "../../log/index.ts";
import * as asks from "../asks.ts";
import { begin } from "../file.ts";
import { removeOfficer as removeRow } from "../stores/store-lists.ts";
import { touch, type Touched } from "./touch.ts";

/** Takes one person off the draft; what was submitted before keeps them. */
export const removeOfficer = deed({
  name: "partners.remove-officer",
  who: ["partner-contact", "partner-signatory"],
  isolation: "read-committed",
  ask: z.strictObject({ application: asks.applicationId, expectedVersion: asks.version, officer: asks.officerId }),
  async perform(desk, ask): Promise<Result<Touched, Refusal>> {
    const begun = await begin(desk, ask, "save");
    if (!begun.ok) return begun;
    const { application } = begun.value;
    if (!(await removeRow(desk.tx, application.id, ask.officer))) return no(hidden);
    return ok(await touch(desk, application, { part: "people", removed: ask.officer }));
  },
});
