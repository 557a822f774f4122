import {
  LogStopped, logStanding, sequence, stateOfLog, verifyReads, type LogStanding, type LogState, type ReadsFault,
} from "../../../modules/log/index.ts";
import { iso } from "../../../kernel/instants.ts";
import type { World } from "../../../ports/world.ts";
import { openWorld } from "../open-world.ts";
import type { Terminal } from "../terminal.ts";
import type { Command, CommandAsk } from "./command.ts";

/** Where the log stands beside what was published; exit code 1 while nothing is signed. */
export const logStateCommand: Command = {
  name: "log state", usage: "", about: "says what was signed and published, what waits, and whether the log stands still",
  run: (ask) => opened(ask, logState),
};

/**
 * After a restore. The terminal alone grants nothing: whoever owns the machine is one person, and passwords typed into
 * one terminal are no proof of two. So it says which two deeds are needed, and takes the leaves back once both exist.
 */
export const logRecoverCommand: Command = {
  name: "log recover", usage: "", about: "after a restore: says what two people must do, and continues once they have",
  run: (ask) => opened(ask, logRecover),
};

/** Whether the records of reads are those that were written; exit code 1 when not. */
export const logReadsCommand: Command = {
  name: "log reads", usage: "", about: "checks the records of who read what against their chain and against the log",
  run: (ask) => opened(ask, logReads),
};

async function opened({ config, terminal }: CommandAsk, run: (world: World, terminal: Terminal) => Promise<number>) {
  const open = await openWorld(config);
  try {
    return await run(open.world, terminal);
  } finally {
    await open.close();
  }
}

export async function logState(world: World, terminal: Terminal): Promise<number> {
  const { standing, state } = await look(world);
  terminal.line(`state      ${standing.state}`);
  terminal.line(`signed     ${standing.signed} leaves, published ${standing.published}`);
  terminal.line(`waiting    ${state.waiting + state.placed - state.signed} acts for signature`);
  terminal.line(`lost       ${state.lost} events in restores; ${state.erased} bodies erased`);
  for (const one of state.subscribers) {
    const fault = one.failedAt === null ? "" : `, failed ${one.failures} times, last ${iso(one.failedAt)}`;
    terminal.line(`follows    ${one.name}: ${one.seen} leaves seen${fault}`);
  }
  if (standing.state !== "in-order") terminal.fault(`nothing is signed: ${remedies[standing.state]}`);
  return standing.state === "in-order" ? 0 : 1;
}

const remedies: Readonly<Record<LogStopped["reason"], string>> = {
  behind: "the database was restored to an earlier state than what was published; `log recover` says what to do",
  forked: "the database holds other leaves than those published. No command repairs this: keep database and published " +
    "files as they are, compare both with the last backup, and restore the one that was changed",
  foreign: "the published checkpoint carries another signature than this installation's key gives. Put the right " +
    "key files or the right log folder back",
};

export async function logReads(world: World, terminal: Terminal): Promise<number> {
  const state = await verifyReads(world);
  terminal.line(`reads      ${state.reads} records in ${state.batches} batches`);
  terminal.line(`committed  the log stands for batches up to ${state.committed}`);
  for (const { batch, fault } of state.faults) terminal.fault(`batch ${batch}: ${found[fault]}`);
  return state.faults.length === 0 ? 0 : 1;
}

const found: Readonly<Record<ReadsFault, string>> = {
  "batch-missing": "batches before it, or it itself, were taken away",
  "batch-changed": "a record was changed, taken away, added or moved",
  "chain-broken": "it does not follow the batch before it",
  "head-changed": "the head of the chain is not its last batch",
  "no-batch": "records that the chain does not know were put in",
  "commitment-unreadable": "the next event with which the log stands for the chain was changed or lost its body",
  "commitment-broken": "the log stands for other records than these: the chain was written anew",
};

export async function logRecover(world: World, terminal: Terminal): Promise<number> {
  try {
    // Takes the leaves back when two people have granted it for exactly this tree, and only then.
    const { size } = await sequence(world);
    terminal.line(`the log is in order: ${size} leaves are signed and published`);
    const { state } = await look(world);
    if (state.lost > 0) terminal.line(`${state.lost} events were lost in restores; the log says so to everyone`);
    return 0;
  } catch (error) {
    if (!(error instanceof LogStopped)) throw error;
    terminal.fault(error.message);
    const { standing } = await look(world);
    if (standing.state === "behind") tellWhatIsNeeded(world, terminal, standing);
    else if (standing.state !== "in-order") terminal.fault(remedies[standing.state]);
    return 1;
  }
}

function tellWhatIsNeeded(world: World, terminal: Terminal, { signed, published, asked }: LogStanding): void {
  const page = `${world.organisation().address}/log/recovery`;
  terminal.line(`published  ${published} leaves; this database has signed ${signed} of them`);
  terminal.line("two different people are needed, each a system administrator or key custodian, each in their own");
  terminal.line(`session with a fresh passkey or code, on ${page}`);
  const [first] = asked;
  terminal.line(first
    ? `  1. asked (log.ask-recovery): ${first.recovery}, ${iso(first.askedAt)}, by ${first.askedBy}`
    : "  1. the first asks for the recovery (log.ask-recovery)");
  terminal.line("  2. the second grants it (log.grant-recovery)");
  terminal.line("a running server continues within half a minute of the second deed; without one, run `log recover` again");
}

/** Ids and counts only: this terminal belongs to whoever runs the installation. */
function look(world: World): Promise<{ standing: LogStanding; state: LogState }> {
  return world.database.read(async (tx) => ({
    standing: await logStanding(world, tx), state: await stateOfLog(tx),
  }));
}
