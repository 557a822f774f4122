import { createServer } from "node:net";
import { StartRefused } from "./start-refused.ts";

/** Asked before anything is started, so that a second start by mistake changes nothing. Throws `StartRefused`. */
export async function refuseTakenPort(host: string, port: number): Promise<void> {
  const code = await listenCode(host, port);
  if (code === null) return;
  const told: Readonly<Record<string, string>> = {
    EADDRINUSE: `port ${port} on ${host} is taken, perhaps by an Entente that runs already: end that one, or set PORT ` +
      "to another number",
    EACCES: `port ${port} needs more rights than this user has: set PORT to 1024 or more and put a proxy in front`,
    EADDRNOTAVAIL: `this machine has no address ${host}: correct HOST`,
  };
  throw new StartRefused(told[code] ?? `port ${port} on ${host} cannot be used: ${code}`);
}

function listenCode(host: string, port: number): Promise<string | null> {
  return new Promise((done) => {
    const probe = createServer();
    probe.once("error", (error: NodeJS.ErrnoException) => done(error.code ?? error.message));
    probe.listen(port, host, () => probe.close(() => done(null)));
  });
}
