import type { Http, HttpAnswer, HttpAsk } from "../../src/ports/http.ts";
import type { Letter, Mail } from "../../src/ports/mail.ts";

/** Keeps letters instead of sending them. */
export class MemoryMail implements Mail {
  readonly letters: Letter[] = [];
  async send(letter: Letter): Promise<void> {
    // A relay that sees a message id twice delivers once: a retry is the same letter.
    if (!this.letters.some((known) => known.messageId === letter.messageId)) this.letters.push(letter);
  }
}

/** Publishers of a test: addresses with the answers they give; everything else is unreachable. */
export class MemoryHttp implements Http {
  readonly asked: HttpAsk[] = [];
  private readonly answers = new Map<string, HttpAnswer>();

  serve(url: string, answer: HttpAnswer | Uint8Array | string): void {
    const bytes = typeof answer === "string" ? new TextEncoder().encode(answer) : answer;
    this.answers.set(url, bytes instanceof Uint8Array ? { kind: "fetched", bytes } : bytes);
  }

  async get(ask: HttpAsk): Promise<HttpAnswer> {
    this.asked.push(ask);
    const answer = this.answers.get(ask.url) ?? { kind: "failed", reason: "unreachable" };
    if (answer.kind === "fetched" && answer.bytes.length > ask.maxBytes) return { kind: "failed", reason: "too-large" };
    return answer;
  }
}
