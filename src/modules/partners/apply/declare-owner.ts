import { z } from "zod";
import { faulty, hidden, refused, type Fault, type Refusal } from "../../../kernel/refusal.ts";
import { no, ok, type Result } from "../../../kernel/result.ts";
import { newId } from "../../../ports/random.ts";
import { deed, type Desk } from "../../log/index.ts";
import * as asks from "../asks.ts";
import { begin } from "../file.ts";
import type { Application, HoldingId, Owners, Party, PartyId } from "../partner.ts";
import { insertHolding, insertParty, ownersOfApplication } from "../stores/store-lists.ts";
import { touch, type Touched } from "./touch.ts";

/** A bound on the graph one application can make others walk and screen. */
const holdingsMax = 150;

const newHolder = z.strictObject({
  kind: z.enum(["natural", "legal", "state"], "not-chosen"),
  name: asks.words(200),
  otherName: asks.optionalWords(200),
  country: asks.country,
  birthOn: asks.birth.nullish(),
  registerNumber: asks.optionalWords(60),
  chainWords: asks.optionalWords(1_000),
});
type NewHolder = z.infer<typeof newHolder>;

const ask = z.strictObject({
  application: asks.applicationId, expectedVersion: asks.version,
  /** Somebody new, or somebody already named who also holds here. */
  holder: z.union([asks.partyId, newHolder]),
  heldIn: asks.partyId.nullish(), // null: the partner itself
  shareBps: asks.share.nullish(), // left out only where control is told
  form: z.enum(["registered", "bearer", "nominee"], "not-chosen"),
  controlWords: asks.optionalWords(1_000),
});
type Ask = z.infer<typeof ask>;

/**
 * Declares one holding: who, in whom, how much, in which form, and control by other means than shares. A holder of a
 * holder makes the chain. Source: art. 9, S7 to S10.
 */
export const declareOwner = deed({
  name: "partners.declare-owner",
  who: ["partner-contact", "partner-signatory"],
  isolation: "read-committed",
  ask,
  async perform(desk, asked): Promise<Result<Touched & { holding: HoldingId; party: PartyId }, Refusal>> {
    const begun = await begin(desk, asked, "save");
    if (!begun.ok) return begun;
    const { application } = begun.value;
    const owners = await ownersOfApplication(desk.tx, application.id);
    const faults = holdingFaults(owners, asked);
    if (faults.length > 0) return no(faulty(faults));
    if (owners.holdings.length >= holdingsMax) return no(refused("partners/too-many", { max: holdingsMax }));
    const party = await holderOf(desk, application, { owners, holder: asked.holder });
    if (!party) return no(hidden);
    const heldId = asked.heldIn ?? null;
    const twice = owners.holdings.some((h) => h.holderId === party.id && h.heldId === heldId);
    if (twice) return no(refused("partners/holding-twice"));
    const holding = newId(desk.world.random, "hld");
    await insertHolding(desk.tx, application.id, {
      id: holding,
      holderId: party.id,
      heldId,
      shareBps: asked.shareBps ?? 0,
      form: asked.form,
      controlWords: asked.controlWords,
    });
    return ok({ holding, party: party.id, ...(await touch(desk, application, { part: "owners", declared: holding })) });
  },
});

function holdingFaults(owners: Owners, asked: Ask): Fault[] {
  const faults: Fault[] = [];
  if ((asked.shareBps ?? 0) === 0 && asked.controlWords === null)
    faults.push({ path: "share", code: "partners-share-or-control" });
  const held = owners.parties.find((p) => p.id === asked.heldIn);
  if (asked.heldIn && held?.kind !== "legal") faults.push({ path: "heldIn", code: "partners-held-not-a-body" });
  if (typeof asked.holder === "string") {
    if (asked.holder === asked.heldIn) faults.push({ path: "heldIn", code: "partners-holds-itself" });
  } else if (asked.holder.kind === "natural" && !asked.holder.birthOn) {
    faults.push({ path: "birthOn", code: "date-empty" });
  }
  return faults;
}

async function holderOf(
  desk: Desk, application: Application, of: { owners: Owners; holder: PartyId | NewHolder },
): Promise<Party | null> {
  const { owners, holder } = of;
  if (typeof holder === "string") return owners.parties.find((p) => p.id === holder) ?? null;
  const party: Party = {
    id: newId(desk.world.random, "pty"), kind: holder.kind, name: holder.name, otherName: holder.otherName,
    country: holder.country, birthOn: holder.kind === "natural" ? (holder.birthOn ?? null) : null,
    registerNumber: holder.kind === "legal" ? holder.registerNumber : null,
    chainWords: holder.kind === "legal" ? holder.chainWords : null,
  };
  await insertParty(desk.tx, application.id, party);
  return party;
}
