/**
 * A passkey device in software: answers WebAuthn options the way a browser with a platform key would. What it signs
 * can be bent (origin, counter, handle), so that tests can lie like an attacker.
 */
import { createHash, createSign, generateKeyPairSync, type KeyObject } from "node:crypto";

export interface Bend {
  readonly origin?: string;
  readonly counter?: number;
  readonly userHandle?: string;
  readonly challenge?: string; // base64url, instead of the one asked
  readonly unverified?: boolean; // present but not verified
}

interface Options {
  readonly challenge: string;
  readonly rpId?: string;
  readonly rp?: { readonly id?: string };
  readonly user?: { readonly id: string };
}

export class SoftwareKey {
  private readonly key: KeyObject;
  private readonly publicKey: KeyObject;
  private counter = 0;
  private handle = "";
  readonly id: string;

  constructor(private readonly origin: string, id: Uint8Array) {
    const pair = generateKeyPairSync("ec", { namedCurve: "P-256" });
    [this.key, this.publicKey] = [pair.privateKey, pair.publicKey];
    this.id = Buffer.from(id).toString("base64url");
  }

  /** @param optionsJson as in the page's data attribute */
  register(optionsJson: string, bend: Bend = {}): string {
    const options = JSON.parse(optionsJson) as Options;
    this.handle = options.user?.id ?? "";
    const credential = Buffer.from(this.id, "base64url");
    const attested = Buffer.concat([
      Buffer.alloc(16), Buffer.from([0, credential.length]), credential, this.coseKey(),
    ]);
    const authData = Buffer.concat([this.head(options.rp?.id ?? "", 0x41, bend), attested]);
    const attestation = Buffer.concat([
      Buffer.from([0xa3]), text("fmt"), text("none"), text("attStmt"), Buffer.from([0xa0]), text("authData"), bytes(authData),
    ]);
    return this.answer({
      clientDataJSON: this.clientData("webauthn.create", options, bend).toString("base64url"),
      attestationObject: attestation.toString("base64url"), transports: ["internal"],
    });
  }

  sign(optionsJson: string, bend: Bend = {}): string {
    const options = JSON.parse(optionsJson) as Options;
    const authData = this.head(options.rpId ?? "", 0x01, bend);
    const clientData = this.clientData("webauthn.get", options, bend);
    const signed = Buffer.concat([authData, createHash("sha256").update(clientData).digest()]);
    return this.answer({
      clientDataJSON: clientData.toString("base64url"), authenticatorData: authData.toString("base64url"),
      signature: createSign("sha256").update(signed).sign(this.key).toString("base64url"),
      userHandle: bend.userHandle === undefined ? this.handle : Buffer.from(bend.userHandle).toString("base64url"),
    });
  }

  private answer(response: Record<string, unknown>): string {
    return JSON.stringify({ id: this.id, rawId: this.id, type: "public-key", clientExtensionResults: {}, response });
  }

  private head(rpId: string, flags: number, bend: Bend): Buffer {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(bend.counter ?? ++this.counter);
    const seen = bend.unverified ? flags : flags | 0x04;
    return Buffer.concat([createHash("sha256").update(rpId).digest(), Buffer.from([seen]), counter]);
  }

  private clientData(type: string, options: Options, bend: Bend): Buffer {
    return Buffer.from(JSON.stringify({
      type, challenge: bend.challenge ?? options.challenge, origin: bend.origin ?? this.origin, crossOrigin: false,
    }));
  }

  private coseKey(): Buffer {
    const jwk = this.publicKey.export({ format: "jwk" });
    return Buffer.concat([
      Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21]), bytes(Buffer.from(jwk.x ?? "", "base64url")),
      Buffer.from([0x22]), bytes(Buffer.from(jwk.y ?? "", "base64url")),
    ]);
  }
}

function text(value: string): Buffer {
  return Buffer.concat([Buffer.from([0x60 + value.length]), Buffer.from(value)]);
}

function bytes(value: Uint8Array): Buffer {
  const head = value.length < 256 ? [0x58, value.length] : [0x59, value.length >> 8, value.length & 255];
  return Buffer.concat([Buffer.from(head), value]);
}
