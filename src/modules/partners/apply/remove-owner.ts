import { z } from "zod";
import { hidden, refused, type Refusal } from "../../../kernel/refusal.ts";
import { no, ok, type Result } from "../../../kernel/result.ts";
import { deed } from "../../log/index.ts";
import * as asks from "../asks.ts";
import { begin } from "../file.ts";
import { ownersOfApplication, removeHolding, removeParty } from "../stores/store-lists.ts";
import { touch, type Touched } from "./touch.ts";

/** Takes one holding off the draft, and its holder when it holds nothing else. A chain is taken off from its end. */
export const removeOwner = deed({
  name: "partners.remove-owner",
  who: ["partner-contact", "partner-signatory"],
  isolation: "read-committed",
  ask: z.strictObject({ application: asks.applicationId, expectedVersion: asks.version, holding: asks.holdingId }),
  async perform(desk, ask): Promise<Result<Touched, Refusal>> {
    const begun = await begin(desk, ask, "save");
    if (!begun.ok) return begun;
    const { application } = begun.value;
    const { holdings } = await ownersOfApplication(desk.tx, application.id);
    const holding = holdings.find((h) => h.id === ask.holding);
    if (!holding) return no(hidden);
    const holdsElsewhere = holdings.some((h) => h.holderId === holding.holderId && h.id !== holding.id);
    const isHeld = holdings.some((h) => h.heldId === holding.holderId);
    if (isHeld && !holdsElsewhere) return no(refused("partners/chain-hangs-on-it"));
    await removeHolding(desk.tx, application.id, holding.id);
    if (!holdsElsewhere) await removeParty(desk.tx, application.id, holding.holderId);
    return ok(await touch(desk, application, { part: "owners", removed: holding.id }));
  },
});
