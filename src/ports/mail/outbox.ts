import { createHash } from "node:crypto";
import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createTransport } from "nodemailer";
import type { Letter, Mail } from "../mail.ts";

/** The letter as it goes out. Throws on an address that could be two, or carry a header of its own. */
export function messageOf(letter: Letter, from: string): {
  from: string; to: string; subject: string; text: string; messageId: string; disableFileAccess: true; disableUrlAccess: true;
} {
  if (!/^[^\s,;<>"\u0000-\u001f]+@[^\s,;<>"\u0000-\u001f]+$/.test(letter.to)) throw new RangeError("not one mail address");
  if (/[\r\n]/.test(letter.subject)) throw new RangeError("a subject is one line");
  const domain = from.slice(from.lastIndexOf("@") + 1).replace(/[>\s]/g, "");
  return {
    from, to: letter.to, subject: letter.subject, text: letter.text, messageId: `<${letter.messageId}@${domain}>`,
    disableFileAccess: true, disableUrlAccess: true,
  };
}

/** Without SMTP: one .eml file per letter, named by its message id, so that a retry is the same file. */
export function outboxMail(folder: string, from: string): Mail {
  const composer = createTransport({ streamTransport: true, buffer: true, newline: "windows" });
  return {
    send: async (letter) => {
      const composed = await composer.sendMail(messageOf(letter, from));
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const name = createHash("sha256").update(letter.messageId).digest("hex").slice(0, 24);
      const beside = join(folder, `.${name}.${process.pid}`);
      try {
        writeFileSync(beside, composed.message as Buffer, { mode: 0o600, flush: true });
        renameSync(beside, join(folder, `${name}.eml`));
      } catch (error) {
        rmSync(beside, { force: true }); // half a letter would keep the disk full
        throw error;
      }
    },
  };
}
