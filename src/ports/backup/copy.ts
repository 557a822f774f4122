import type { Submittable } from "pg";
import type { Readable, Writable } from "node:stream";
import type { AdminClient } from "../database/admin.ts";

/** The parts of pg's connection that COPY needs and its declarations leave out. */
interface Wire {
  query(text: string): void;
  sendCopyFromChunk(chunk: Uint8Array): void;
  endCopyFrom(): void;
  sendCopyFail(why: string): void;
  readonly stream: {
    readonly writableNeedDrain: boolean;
    pause(): void;
    resume(): void;
    once(event: "drain", on: () => void): void;
  };
}

/** pg hands each message of the server to the query that is under way: this is such a query. */
abstract class CopyQuery implements Submittable {
  readonly rows: Promise<number>;
  callback: unknown = undefined;
  protected settle!: (rows: number) => void;
  protected fail!: (error: Error) => void;
  private count = 0;
  private failure: Error | null = null;

  constructor(private readonly text: string) {
    this.rows = new Promise((settle, fail) => {
      this.settle = settle;
      this.fail = fail;
    });
  }
  submit(connection: unknown): void {
    (connection as Wire).query(this.text);
  }
  handleCommandComplete(message: { text: string }): void {
    this.count = Number(/^COPY (\d+)/.exec(message.text)?.[1] ?? 0);
  }
  handleError(error: Error): void {
    this.failure ??= error;
    this.fail(error);
  }
  handleReadyForQuery(_connection: Wire): void {
    if (this.failure === null) this.settle(this.count);
  }
  handleRowDescription(): void {}
  handleEmptyQuery(): void {}
}

/** Streams COPY … TO STDOUT into `to`, as fast as `to` takes it. Returns the number of rows; does not end `to`. */
export function copyOut(client: AdminClient, statement: string, to: Writable): Promise<number> {
  class CopyOut extends CopyQuery {
    handleCopyData(message: { chunk: Uint8Array }, connection: Wire): void {
      // the chunk is a view on pg's read buffer, which is used again
      if (to.write(Buffer.from(message.chunk))) return;
      connection.stream.pause();
      to.once("drain", () => connection.stream.resume());
    }
    override handleReadyForQuery(connection: Wire): void {
      // the rest came with the last chunk; `to` may be ended before it drains, and would then never say so
      connection.stream.resume();
      super.handleReadyForQuery(connection);
    }
  }
  return client.query(new CopyOut(statement)).rows;
}

/** Streams `from` into COPY … FROM STDIN. Returns the number of rows. A fault of `from` undoes the statement. */
export function copyIn(client: AdminClient, statement: string, from: Readable): Promise<number> {
  class CopyIn extends CopyQuery {
    handleCopyInResponse(connection: unknown): void {
      void send(from, connection as Wire);
    }
  }
  return client.query(new CopyIn(statement)).rows;
}

async function send(from: Readable, wire: Wire): Promise<void> {
  try {
    for await (const chunk of from as AsyncIterable<Uint8Array>) {
      wire.sendCopyFromChunk(chunk);
      if (wire.stream.writableNeedDrain) await new Promise<void>((on) => wire.stream.once("drain", on));
    }
    wire.endCopyFrom();
  } catch (error) {
    wire.sendCopyFail(error instanceof Error ? error.message : "the file cannot be read");
  }
}
