import { mkdtempSync, rmSync } from "node:fs";
import { connect, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";

/** A wire to the database that a test can cut, and that can swallow one statement or its answer. */
export interface Proxy {
  readonly url: string;
  cut(): void;
  mend(): void;
  /** Cuts at the first statement that contains `text`: before the server got it, or before its answer came back. */
  cutAt(text: string, when: "before" | "after"): void;
}

/** @param url of a server on a Unix socket or TCP */
export async function aProxy(t: TestContext, url: string): Promise<Proxy> {
  const folder = mkdtempSync(join(tmpdir(), "entente-wire-"));
  const pairs = new Set<Socket>();
  let broken = false;
  let trap: { text: string; when: "before" | "after" } | null = null;
  const cut = (): void => {
    broken = true;
    for (const socket of pairs) socket.destroy();
  };
  const server = createServer((near) => {
    if (broken) return void near.destroy();
    const far = connect(target(url));
    for (const socket of [near, far]) {
      pairs.add(socket);
      socket.on("error", () => {}).on("close", () => {
        pairs.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    near.on("data", (bytes) => {
      const caught = trap !== null && bytes.includes(trap.text);
      if (!caught || trap === null) return void far.write(bytes);
      const { when } = trap;
      trap = null;
      if (when === "before") return cut();
      far.removeAllListeners("data").once("data", cut); // the server answers, and nobody hears it
      far.write(bytes);
    });
    far.on("data", (bytes) => near.write(bytes));
  });
  await new Promise<void>((done) => server.listen(join(folder, ".s.PGSQL.5432"), done));
  t.after(() => {
    cut();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const proxied = new URL(url);
  proxied.hostname = "localhost";
  proxied.port = "5432";
  proxied.searchParams.set("host", folder);
  return {
    url: proxied.toString(), cut,
    mend: () => (broken = false),
    cutAt: (text, when) => (trap = { text, when }),
  };
}

function target(url: string): { path: string } | { host: string; port: number } {
  const parts = new URL(url);
  const folder = parts.searchParams.get("host");
  return folder?.startsWith("/") ? { path: join(folder, `.s.PGSQL.${parts.port || 5432}`) }
    : { host: parts.hostname, port: Number(parts.port || 5432) };
}
