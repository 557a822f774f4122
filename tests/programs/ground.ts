import { createInterface } from "node:readline";
import { sql } from "kysely";
import { openDatabase } from "../../src/ports/database/open.ts";
import { readConfig } from "../../src/ports/config.ts";
import { Busy } from "../../src/ports/database/database.ts";

/**
 * The ground of the product without its rooms: opens the database as `npm start` does, prints one line, and then
 * obeys: `write N` inserts rows one by one and prints each number once it is acknowledged; `stop` closes.
 */
const open = await openDatabase(readConfig(process.env), { at: "2027-03-03T09:00:00.000Z" });
console.log(JSON.stringify({
  start: open.server?.start, pid: open.server?.pid(), base: open.server?.base, major: open.server?.major,
    applied: open.applied.length,
}));

const insert = (text: string): Promise<unknown> =>
  open.database.transaction({ isolation: "read-committed" }, (tx) =>
    sql`insert into fault_rows (text) values (${text})`.execute(tx));

async function write(prefix: string): Promise<void> {
  for (let count = 0; ; count++) {
    try {
      await insert(`${prefix}${count}`);
      console.log(`${prefix}${count}`);
    } catch (error) {
      if (!(error instanceof Busy)) throw error;
      console.log("busy");
    }
  }
}

createInterface({ input: process.stdin }).on("line", (line) => {
  const [word, prefix = ""] = line.split(" ");
  if (word === "write") void write(prefix);
  if (word === "stop") {
    void open.close().then(() => {
      console.log("closed");
      process.exit(0);
    });
  }
});
