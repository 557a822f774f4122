import type { Clock } from "../../ports/clock.ts";
import type { Config } from "../../ports/config.ts";
import { checkDatabase } from "../../ports/doctor/database.ts";
import { fail, ok, warn, type Finding } from "../../ports/doctor/finding.ts";
import { checkAddress, checkDisk, checkKeys, checkMail, checkRuntime } from "../../ports/doctor/machine.ts";
import { readOrganisationFile } from "../../ports/organisation-file.ts";
import { StartRefused } from "../../ports/start-refused.ts";

export interface ListAge {
  readonly source: string;
  readonly ageHours: number | null; // null: adopted but never imported
  readonly ageHoursMax: number;
}

export interface DoctorAsk {
  readonly config: Config;
  readonly organisationFile: string;
  readonly clock: Clock;
  readonly runtime: string; // process.versions.node
  readonly authority?: string; // in PEM, trusted for the public address instead of the system's
  /** Ages of the adopted lists, from a running installation; absent when there is none to ask. */
  readonly lists?: () => Promise<readonly ListAge[]>;
}

/** Looks at everything an installation stands on, changes nothing, and says what to do about what is not well. */
export async function examine(ask: DoctorAsk): Promise<readonly Finding[]> {
  const { config, clock } = ask;
  const organisation = readOrganisation(ask.organisationFile);
  const here = config.mode === "evaluation" ? `http://${config.host}:${config.port}` : organisation.address;
  const address = config.address ?? here;
  return [
    ok(
      "mode",
      config.mode === "evaluation"
        ? "evaluation: everything is fictitious, on this machine only"
        : "configured",
    ),
    checkRuntime(ask.runtime),
    organisation.finding,
    ...(address ? await checkAddress(address, clock.now(), ask.authority) : []),
    await checkMail(config),
    checkDisk(config.state),
    ...(await checkDatabase(config, () => clock.now())),
    checkKeys(config),
    ...await listFindings(ask.lists),
  ];
}

/** The exit code: 0 when nothing fails, whatever is warned of. */
export function exitCodeOf(findings: readonly Finding[]): number {
  return findings.some((finding) => finding.state === "fail") ? 1 : 0;
}

function readOrganisation(path: string): { finding: Finding; address: string | null } {
  try {
    const { name, shortName, address } = readOrganisationFile(path);
    return { finding: ok("organisation", `${shortName}, ${name.en}`), address };
  } catch (error) {
    const told = error instanceof StartRefused ? error.message : `${path} cannot be read`;
    return {
      finding: fail("organisation", told, "correct the file; nothing starts without it"),
      address: null,
    };
  }
}

/** Whatever stops the lists from being read has its own line above; here it only says that they could not be. */
async function listFindings(lists: DoctorAsk["lists"]): Promise<readonly Finding[]> {
  if (!lists) return [];
  try {
    return (await lists()).map(listFinding);
  } catch {
    return [warn("lists", "their ages could not be read", "put right what failed above, and ask again")];
  }
}

function listFinding({ source, ageHours, ageHoursMax }: ListAge): Finding {
  const remedy =
    "run `npm run entente -- lists refresh`, or import the file by hand; decisions stop when a list is too old";
  if (ageHours === null) return fail(`list ${source}`, "adopted and never imported", remedy);
  const told = `${ageHours} hours old, at most ${ageHoursMax} are allowed`;
  if (ageHours > ageHoursMax) return fail(`list ${source}`, told, remedy);
  return ageHours > ageHoursMax * 0.8 ? warn(`list ${source}`, told, remedy) : ok(`list ${source}`, told);
}
