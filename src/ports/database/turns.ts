/** Gives the turn back; a second call does nothing. */
export type Release = () => void;

/**
 * One turn for all who lost a conflict: they try again one after the other instead of against each other. Who comes
 * for the first time does not wait, so a turn that is held long stops nobody but other losers.
 */
export class Turns {
  private tail: Promise<void> = Promise.resolve();

  /** @returns null when the turn did not come within `waitMs`: the asker then tries without it */
  async take(waitMs: number): Promise<Release | null> {
    const before = this.tail;
    let release: Release = () => {};
    const own = new Promise<void>((done) => (release = done));
    this.tail = before.then(() => own);
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<"too-late">((done) => (timer = setTimeout(done, waitMs, "too-late")));
    const came = await Promise.race([before, tooLate]);
    clearTimeout(timer);
    if (came !== "too-late") return release;
    release(); // whoever stands behind must not wait for somebody who left
    return null;
  }
}
