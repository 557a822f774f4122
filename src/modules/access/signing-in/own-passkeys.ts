import { z } from "zod";
import { hidden, refused } from "../../../kernel/refusal.ts";
import { roles } from "../../../kernel/roles.ts";
import { no, ok } from "../../../kernel/result.ts";
import { deed } from "../../log/index.ts";
import { madeKey } from "./passkey.ts";
import { endPasskey, insertPasskey, passkeysOf, passwordHashOf } from "./store-factors.ts";

const everyone = roles.filter((role) => role !== "public");

/** Adds a passkey to one's own account, after a gesture with an older factor. */
export const addPasskey = deed({
  name: "access.add-passkey",
  who: everyone,
  isolation: "serializable",
  fresh: true,
  ask: z.strictObject({ posted: z.string().max(20_000) }),
  async perform(desk, ask) {
    const accountId = desk.actor.accountId;
    if (accountId === "system" || accountId === "public") return no(hidden);
    const made = await madeKey(desk.world, desk.tx, { posted: ask.posted, holder: accountId, accountId });
    if (!made || !(await insertPasskey(desk.tx, made))) return no(refused("access/passkey-not-accepted"));
    await desk.record({ type: "passkey.added", subject: accountId, body: { deviceBound: made.isDeviceBound } });
    return ok({ account: accountId });
  },
});

/** Takes one away; never the last way to sign in, which would end in a recovery. */
export const removePasskey = deed({
  name: "access.remove-passkey",
  who: everyone,
  isolation: "serializable",
  fresh: true,
  ask: z.strictObject({ passkey: z.string().min(1).max(1400) }),
  async perform(desk, ask) {
    const { accountId } = desk.actor;
    const left = (await passkeysOf(desk.tx, accountId)).filter((key) => key.id !== ask.passkey);
    if (left.length === 0 && (await passwordHashOf(desk.tx, accountId)) === null) return no(refused("access/last-factor"));
    if (!(await endPasskey(desk.tx, { id: ask.passkey, accountId, at: desk.now() }))) return no(hidden);
    await desk.record({ type: "passkey.removed", subject: accountId, body: {} });
    return ok({ account: accountId });
  },
});
