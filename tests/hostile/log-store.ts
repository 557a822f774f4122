import { logFolder, type LogStore } from "../../src/ports/log-store.ts";

/** A disk that fails once at a chosen write: before anything happened, or after everything did. */
export class HostileLogStore implements LogStore {
  private readonly real: LogStore;
  private writes = 0;
  constructor(folder: string, private readonly fail: { readonly at: number; readonly done: boolean }) {
    this.real = logFolder(folder);
  }

  read(path: string): Promise<Buffer | null> {
    return this.real.read(path);
  }

  async write(path: string, bytes: Uint8Array): Promise<void> {
    this.writes += 1;
    const now = this.writes === this.fail.at;
    if (now && !this.fail.done) throw new DiskGone(path);
    await this.real.write(path, bytes);
    if (now) throw new DiskGone(path);
  }

  /** True when the chosen write came: a test whose fault never happened proves nothing. */
  get failed(): boolean {
    return this.writes >= this.fail.at;
  }
}

export class DiskGone extends Error {
  override readonly name = "DiskGone";
}
