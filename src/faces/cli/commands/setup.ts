import { parse } from "yaml";
import { renewSetup, setup, setupAsk } from "../../../modules/access/index.ts";
import { createKeyFiles, keyFilesExist } from "../../../ports/keys-files.ts";
import { filesAt } from "../../../ports/disk/list-files.ts";
import { readOrganisationFile } from "../../../ports/organisation-file.ts";
import { openWorld, organisationFile, originOf } from "../open-world.ts";
import type { Command } from "./command.ts";

/**
 * Makes the keys, the first three people and the key custodians of an empty installation. The links are printed once,
 * work for fifteen minutes and are stored nowhere; a second run is refused.
 */
export const setupCommand: Command = {
  name: "setup",
  usage: "PEOPLE.yaml | --renew",
  about: "makes keys, the first three people and the key custodians, by one-time links",
  async run({ config, terminal, args, options }) {
    const [file] = args;
    const isRenewal = options["renew"] === true;
    if (!file && !isRenewal) {
      terminal.fault(
        "setup: name a YAML file with administrator, humanResources, security {name, email, lang} and three custodians",
      );
      return 1;
    }
    const people = isRenewal
      ? null
      : setupAsk.safeParse(parse(new TextDecoder().decode(filesAt(file ?? "")[0]?.bytes)));
    if (people && !people.success) {
      for (const issue of people.error.issues) terminal.fault(`${issue.path.join(".")}: ${issue.message}`);
      return 1;
    }
    if (!keyFilesExist(config.keys)) {
      const organisation = readOrganisationFile(organisationFile(config));
      createKeyFiles(config.keys, originOf(organisation));
      terminal.line(`keys made in ${config.keys}: keep a copy apart from every backup`);
    }
    const opened = await openWorld(config);
    try {
      const done = people ? await setup(opened.world, people.data) : await renewSetup(opened.world);
      if (!done.ok) {
        terminal.fault(`setup was refused: ${done.error.code}`);
        return 1;
      }
      terminal.line("Each link works once, for fifteen minutes. Give each to its person and to nobody else.");
      for (const link of done.value)
        terminal.line(`  ${link.role.padEnd(22)} ${link.name.padEnd(30)} ${link.url}`);
      return 0;
    } finally {
      await opened.close();
    }
  },
};
