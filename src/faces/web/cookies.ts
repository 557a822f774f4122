import type { FastifyReply, FastifyRequest } from "fastify";

/** The cookies of the web face. With https they carry `__Host-`: no other host or path can set or read them. */
export type CookieName = "session" | "visit" | "lang" | "notice";

function fullName(name: CookieName, isSecure: boolean): string {
  return isSecure ? `__Host-${name}` : `entente-${name}`;
}

export class Cookies {
  constructor(private readonly isSecure: boolean) {}

  /** Attacker-chosen; null when absent or longer than anything we write. */
  read(request: FastifyRequest, name: CookieName): string | null {
    const value = request.cookies[fullName(name, this.isSecure)];
    return value === undefined || value === "" || value.length > 400 ? null : value;
  }

  write(reply: FastifyReply, name: CookieName, value: string, maxAgeS?: number): void {
    void reply.setCookie(fullName(name, this.isSecure), value, {
      path: "/", httpOnly: true, secure: this.isSecure, sameSite: name === "session" ? "lax" : "strict",
      ...(maxAgeS === undefined ? {} : { maxAge: maxAgeS }),
    });
  }

  clear(reply: FastifyReply, name: CookieName): void {
    void reply.clearCookie(fullName(name, this.isSecure), { path: "/", httpOnly: true, secure: this.isSecure });
  }
}
