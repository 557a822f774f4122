import {
  generateAuthenticationOptions, generateRegistrationOptions, verifyAuthenticationResponse, verifyRegistrationResponse,
  type AuthenticationResponseJSON, type RegistrationResponseJSON,
} from "@simplewebauthn/server";
import { z } from "zod";
import type { AccountId } from "../../../kernel/ids.ts";
import type { Tx } from "../../../ports/database/database.ts";
import type { World } from "../../../ports/world.ts";
import { newChallenge, takeChallenge, type ChallengePurpose } from "./challenge.ts";
import { passkeyById, usePasskey, type Passkey } from "./store-factors.ts";

/** Where passkeys belong: the installation's own address, never what a request claims as its host (AN-14, AN-15). */
function place(world: World): { readonly rpID: string; readonly origin: string } {
  const url = new URL(world.organisation().address);
  return { rpID: url.hostname, origin: url.origin };
}

/** What the browser needs to ask for a passkey, as JSON for a data attribute. The reader is found by the passkey. */
export async function askOptions(world: World, purpose: ChallengePurpose, ask: AskFor): Promise<string> {
  const options = await generateAuthenticationOptions({
    rpID: place(world).rpID, challenge: bytesOf(newChallenge(world, purpose, ask.holder)), timeout: 120_000,
    userVerification: "required", allowCredentials: ask.passkeys.map((key) => ({ id: key.id, transports: [...key.transports] })),
  });
  return JSON.stringify(options);
}

export interface AskFor {
  readonly holder: string; // see challenge.ts
  readonly passkeys: readonly Passkey[]; // empty: any passkey of this place
}

export interface NewKeyFor {
  readonly holder: string;
  readonly accountId: AccountId;
  readonly label: string; // shown by the device
  readonly known: readonly Passkey[];
}

/** What the browser needs to make a new passkey. The user handle is the account's id, which says nothing. */
export async function makeOptions(world: World, ask: NewKeyFor): Promise<string> {
  const options = await generateRegistrationOptions({
    rpID: place(world).rpID, rpName: world.organisation().shortName, userName: ask.label, userDisplayName: ask.label,
    userID: bytesOf(ask.accountId), challenge: bytesOf(newChallenge(world, "register", ask.holder)), timeout: 300_000,
    attestationType: "none", excludeCredentials: ask.known.map((key) => ({ id: key.id })),
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
  });
  return JSON.stringify(options);
}

/**
 * The passkey that answered, its counter moved on; null for every reason at once: unknown key, other origin, replayed
 * or foreign challenge, counter going back, another user's handle, no user verification.
 *
 * @param posted what the browser sent, attacker-chosen
 */
export async function answeredBy(world: World, tx: Tx, ask: Answered): Promise<Passkey | null> {
  const response = readAnswer<AuthenticationResponseJSON>(ask.posted);
  const passkey = response && (await passkeyById(tx, response.id));
  if (!response || !passkey || !handleFits(response.response.userHandle, passkey.accountId)) return null;
  let challenge = "";
  const counter = await verified(async () => {
    const { rpID, origin } = place(world);
    const outcome = await verifyAuthenticationResponse({
      response, expectedRPID: rpID, expectedOrigin: origin, requireUserVerification: true,
      expectedChallenge: (sent) => (challenge = textOf(sent)) !== "",
      credential: { id: passkey.id, publicKey: new Uint8Array(passkey.publicKey), counter: passkey.counter },
    });
    return outcome.verified ? outcome.authenticationInfo.newCounter : null;
  });
  if (counter === null || !(await takeChallenge(world, tx, { ...ask, challenge }))) return null;
  await usePasskey(tx, passkey.id, { counter, at: world.clock.now() });
  return passkey;
}

export interface Answered {
  readonly posted: string;
  readonly purpose: ChallengePurpose;
  readonly holder: string;
}

export interface Made {
  readonly posted: string;
  readonly holder: string;
  readonly accountId: AccountId;
}

/** A newly made passkey, checked; null when anything does not fit. */
export async function madeKey(world: World, tx: Tx, ask: Made): Promise<Omit<Passkey, "usedAt"> | null> {
  const response = readAnswer<RegistrationResponseJSON>(ask.posted);
  if (!response) return null;
  let challenge = "";
  const made = await verified(async () => {
    const { rpID, origin } = place(world);
    const outcome = await verifyRegistrationResponse({
      response, expectedRPID: rpID, expectedOrigin: origin, requireUserVerification: true,
      expectedChallenge: (sent) => (challenge = textOf(sent)) !== "",
    });
    return outcome.verified ? outcome.registrationInfo : null;
  });
  const own = { purpose: "register", holder: ask.holder, challenge } as const;
  if (made === null || !(await takeChallenge(world, tx, own))) return null;
  const { credential, credentialDeviceType } = made;
  return {
    id: credential.id, accountId: ask.accountId, publicKey: new Uint8Array(credential.publicKey),
    counter: credential.counter, transports: (credential.transports ?? []).filter((t) => /^[a-z-]{1,20}$/.test(t)),
    isDeviceBound: credentialDeviceType === "singleDevice", createdAt: world.clock.now(),
  };
}

/** The library throws for each thing that does not fit; which one it was is nobody's business. No database in here. */
async function verified<T>(check: () => Promise<T | null>): Promise<T | null> {
  try {
    return await check();
  } catch {
    return null;
  }
}

/** Challenges are texts of ours; the library hands them over as base64url of their bytes. */
function textOf(sent: string): string {
  return Buffer.from(sent, "base64url").toString();
}

function handleFits(handle: unknown, accountId: AccountId): boolean {
  return handle === undefined || handle === null
    || (typeof handle === "string" && Buffer.from(handle, "base64url").toString() === accountId);
}

const answer = z.object({
  id: z.string().min(1).max(1400), rawId: z.string().max(1400), type: z.literal("public-key"),
  response: z.record(z.string(), z.unknown()), clientExtensionResults: z.record(z.string(), z.unknown()).default({}),
});

/** Shape only; the library checks every byte that matters. */
function readAnswer<T extends AuthenticationResponseJSON | RegistrationResponseJSON>(posted: string): T | null {
  if (posted.length > 20_000) return null;
  try {
    const read = answer.safeParse(JSON.parse(posted));
    return read.success ? (read.data as unknown as T) : null;
  } catch {
    return null;
  }
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(text));
}
