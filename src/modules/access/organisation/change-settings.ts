import { z } from "zod";
import { canonical, type Json } from "../../../kernel/canonical.ts";
import { faulty, hidden, movedOn, refused } from "../../../kernel/refusal.ts";
import { no, ok } from "../../../kernel/result.ts";
import type { Organisation } from "../../../ports/organisation.ts";
import type { World } from "../../../ports/world.ts";
import { deed, type Desk } from "../../log/index.ts";
import * as asks from "../asks.ts";
import { settingsMoves, settingsOfficers, whoMay } from "../moves.ts";
import { asChanges, settingsChanges, withSettings, type SettingsChanges } from "./settings.ts";
import { closeSettings, insertSettings, settingsInForce, settingsProposed } from "./store-settings.ts";

/** First person: proposes new values. One proposal at a time; nothing changes yet. */
export const proposeSettings = deed({
  name: "access.propose-settings",
  who: settingsOfficers,
  isolation: "serializable",
  fresh: true,
  ask: z.strictObject({ changes: settingsChanges, reason: asks.words(500, 10) }),
  async perform(desk, ask) {
    const changed = changedKeys(desk.organisation, ask.changes);
    if (changed.length === 0) return no(faulty([{ path: "changes", code: "nothing-changed" }]));
    if (await settingsProposed(desk.tx)) return no(refused("access/settings-waiting"));
    const inForce = await settingsInForce(desk.tx);
    const body = { ...inForce?.body, ...pick(ask.changes, changed) };
    const version = await insertSettings(desk.tx, { body, reason: ask.reason, by: desk.actor.personId, at: desk.now() });
    await record(desk, "organisation.proposed", { version, changes: pick(ask.changes, changed), reason: ask.reason });
    return ok({ version, changed });
  },
});

/** Second person: another human puts the proposal in force for every deed from now on. */
export const confirmSettings = deed({
  name: "access.confirm-settings",
  who: whoMay(settingsMoves, "organisation.changed"),
  isolation: "serializable",
  fresh: true,
  ask: z.strictObject({ expectedVersion: asks.version }),
  async perform(desk, ask) {
    const proposed = await settingsProposed(desk.tx);
    if (!proposed) return no(hidden);
    if (proposed.version !== ask.expectedVersion) return no(movedOn("module/moved-on", { version: proposed.version }));
    if (proposed.proposedBy === desk.actor.personId) return no(refused("access/two-persons"));
    await closeSettings(desk.tx, { version: proposed.version, state: "in-force", by: desk.actor.personId, at: desk.now() });
    await record(desk, "organisation.changed", { version: proposed.version, changes: proposed.body, reason: proposed.reason });
    return ok({ version: proposed.version });
  },
});

/** Says no to the proposal, or takes one's own back. */
export const declineSettings = deed({
  name: "access.decline-settings",
  who: whoMay(settingsMoves, "organisation.declined"),
  isolation: "serializable",
  ask: z.strictObject({ expectedVersion: asks.version }),
  async perform(desk, ask) {
    const proposed = await settingsProposed(desk.tx);
    if (!proposed) return no(hidden);
    if (proposed.version !== ask.expectedVersion) return no(movedOn("module/moved-on", { version: proposed.version }));
    await closeSettings(desk.tx, { version: proposed.version, state: "declined", by: desk.actor.personId, at: desk.now() });
    await desk.record({ type: "organisation.declined", subject: "organisation", version: proposed.version, body: {} });
    return ok({ version: proposed.version });
  },
});

/** The organisation as it is now: the file's values with the settings in force on top. For whoever builds the World. */
export async function loadOrganisation(world: Pick<World, "database">, base: Organisation): Promise<Organisation> {
  return world.database.read(async (tx) => withSettings(base, await settingsInForce(tx)));
}

/** The keys whose proposed value differs from today's. */
export function changedKeys(organisation: Organisation, changes: SettingsChanges): (keyof SettingsChanges)[] {
  const today = asChanges(organisation);
  return keysOf(changes).filter((key) => changes[key] !== undefined && text(changes[key]) !== text(today[key]));
}

function pick(changes: SettingsChanges, keys: readonly (keyof SettingsChanges)[]): SettingsChanges {
  return settingsChanges.parse(Object.fromEntries(keys.map((key) => [key, changes[key]])));
}

function keysOf(changes: SettingsChanges): (keyof SettingsChanges)[] {
  return settingsChanges.keyof().options.filter((key) => key in changes);
}

function text(value: SettingsChanges[keyof SettingsChanges]): string {
  return canonical(json(value));
}

function json(value: unknown): Json {
  return JSON.parse(JSON.stringify(value ?? null)) as Json;
}

type Recorded = { readonly version: number; readonly changes: SettingsChanges; readonly reason: string };

async function record(desk: Desk, type: string, of: Recorded): Promise<void> {
  await desk.record({
    type, subject: "organisation", version: of.version, body: { changes: json(of.changes), reason: of.reason },
  });
}
