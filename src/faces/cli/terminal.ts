/** Where the command line writes. Answers go to stdout, progress and faults to stderr; progress redraws one line. */
export interface Terminal {
  line(text?: string): void;
  fault(text: string): void;
  /** Counts of long work; redrawn in place on a terminal, a line now and then in a file. */
  progress(what: string, done: number, all: number | null): void;
}

export function processTerminal(): Terminal {
  const isLive = process.stderr.isTTY === true;
  // Whoever reads may have read enough (`| head`): the work goes on to its end, only its words are lost.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
    });
  }
  let drawn = 0;
  const clear = (): void => {
    if (isLive && drawn > 0) process.stderr.write(`\r${" ".repeat(drawn)}\r`);
    drawn = 0;
  };
  return {
    line(text = "") {
      clear();
      process.stdout.write(`${text}\n`);
    },
    fault(text) {
      clear();
      process.stderr.write(`${text}\n`);
    },
    progress(what, done, all) {
      const text = all === null ? `${what} ${done}` : `${what} ${done} of ${all} ${bar(done, all)}`;
      if (isLive) {
        clear();
        process.stderr.write(text);
        drawn = text.length;
      } else if (done === all) process.stderr.write(`${text}\n`);
    },
  };
}

function bar(done: number, all: number): string {
  const filled = all === 0 ? 20 : Math.round((20 * done) / all);
  return `[${"#".repeat(filled)}${".".repeat(20 - filled)}]`;
}
