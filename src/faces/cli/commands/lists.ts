import { importListFiles, sourceOf, sources } from "../../../modules/screening/index.ts";
import { filesAt } from "../../../ports/disk/list-files.ts";
import { refreshLists } from "../../worker/refresh-lists.ts";
import { openWorld } from "../open-world.ts";
import type { Command } from "./command.ts";

/** Imports a list from files on disk, with counts, faults and time. */
export const listsImport: Command = {
  name: "lists import",
  usage: "SOURCE PATH…",
  about: "imports a list from its publisher's files or a folder of them",
  async run({ config, terminal, args }) {
    const [id, ...paths] = args;
    const source = id ? sourceOf(id) : undefined;
    if (!source || paths.length === 0) {
      terminal.fault(
        `lists import: name a source and its files. Sources: ${sources.map((s) => s.id).join(", ")}`,
      );
      return 1;
    }
    const opened = await openWorld(config);
    try {
      const started = process.hrtime.bigint();
      const files = paths.flatMap((path) => [...filesAt(path)]);
      const done = await importListFiles(opened.world, { source: source.id, files }, (p) =>
        terminal.progress(p.step, p.done, p.of),
      );
      const ms = Number((process.hrtime.bigint() - started) / 1_000_000n);
      if (!done.ok) {
        const facts = "facts" in done.error ? JSON.stringify(done.error.facts) : "";
        terminal.fault(
          `${source.id}: refused, the last good version stays in force: ${done.error.code} ${facts}`,
        );
        return 1;
      }
      const { outcome, version, entries, names, added, removed, faults } = done.value;
      terminal.line(
        `${source.id}: ${outcome}, version ${version}: ${entries} entries, ${names} names, ${added} added, ${removed} removed, ` +
          `${faults.length} faults, ${ms} ms`,
      );
      for (const fault of faults.slice(0, 20)) terminal.line(`  ${JSON.stringify(fault)}`);
      return 0;
    } finally {
      await opened.close();
    }
  },
};

export const listsRefresh: Command = {
  name: "lists refresh",
  usage: "",
  about: "looks at every adopted list again, at its publisher's address",
  async run({ config, terminal }) {
    const opened = await openWorld(config);
    try {
      const done = await refreshLists(opened.world, (source) => terminal.progress(source, 0, null));
      for (const one of done)
        terminal.line(
          [one.source + ":", one.outcome, one.entries === null ? "" : `${one.entries} entries`, one.why ? `(${one.why})` : ""]
            .filter((word) => word !== "")
            .join(" "),
        );
      return done.every((one) => one.outcome === "imported" || one.outcome === "unchanged") ? 0 : 1;
    } finally {
      await opened.close();
    }
  },
};
