import { systemClock } from "../../../ports/clock.ts";
import { freshness } from "../../../modules/screening/index.ts";
import { exitCodeOf, examine, type ListAge } from "../doctor.ts";
import { openWorld, organisationFile, type OpenWorld } from "../open-world.ts";
import type { Config } from "../../../ports/config.ts";
import type { Command } from "./command.ts";

const marks = { ok: "ok  ", warn: "warn", fail: "FAIL" } as const;

/** Looks at everything it can see and says what to do; exit code 1 when something fails. */
export const doctorCommand: Command = {
  name: "doctor", usage: "", about: "checks address, TLS, mail, disk, clock, lists and keys, and says what to do",
  async run({ config, terminal }) {
    const findings = await examine({
      config, organisationFile: organisationFile(config), clock: systemClock, runtime: process.versions.node,
      lists: () => listAges(config),
    });
    for (const finding of findings) {
      terminal.line(`${marks[finding.state]}  ${finding.what.padEnd(10)} ${finding.told}`);
      if (finding.remedy) terminal.line(`      ${" ".repeat(10)} ${finding.remedy}`);
    }
    return exitCodeOf(findings);
  },
};

async function listAges(config: Config): Promise<readonly ListAge[]> {
  const opened: OpenWorld = await openWorld(config);
  try {
    const { world } = opened;
    const now = world.clock.now();
    const found = await world.database.read((tx) => freshness(tx, now));
    const ageHoursMax = world.organisation().parameters["screening.maxAgeHours"] ?? 24;
    return found.lists.map((list) => ({
      source: list.source, ageHoursMax,
      ageHours: list.coveredAt === null ? null : Math.floor((now - list.coveredAt) / 3_600_000),
    }));
  } finally {
    await opened.close();
  }
}
