import { createTransport } from "nodemailer";
import { messageOf } from "./outbox.ts";
import type { Mail } from "../mail.ts";

export interface SmtpMail extends Mail {
  /** Null when the relay greets us, speaks TLS and accepts our login; else what it said. For `doctor`. */
  check(): Promise<string | null>;
}

/**
 * Sends through a relay: `smtps://user:password@host:465` or `smtp://host:587`. TLS is required everywhere but on
 * loopback. Throws when the relay did not take the letter; the worker tries again with the same message id.
 */
export function smtpMail(url: string, from: string): SmtpMail {
  const loopback = ["127.0.0.1", "localhost", "[::1]"].includes(new URL(url).hostname);
  const transport = createTransport(url, {
    requireTLS: !loopback, ignoreTLS: loopback, connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000,
  } as Parameters<typeof createTransport>[1]);
  return {
    send: async (letter) => {
      await transport.sendMail(messageOf(letter, from));
    },
    check: async () => {
      try {
        await transport.verify();
        return null;
      } catch (error) {
        return error instanceof Error ? error.message : String(error);
      }
    },
  };
}
