import { instant, type Instant } from "../kernel/instants.ts";

/** The only source of "now". Nothing else in the product reads a clock; SQL has no now(). */
export interface Clock {
  now(): Instant;
}

export const systemClock: Clock = { now: () => instant(Date.now()) };

/** A clock a test holds in its hand. */
export class HeldClock implements Clock {
  constructor(private at: Instant) {}
  now(): Instant {
    return this.at;
  }
  set(at: Instant): void {
    this.at = at;
  }
  forward(ms: number): void {
    this.at = instant(this.at + ms);
  }
}
