import { z } from "zod";
import { question } from "../../log/index.ts";
import { settingsOfficers } from "../moves.ts";
import { settingsHistory, type SettingsVersion } from "./store-settings.ts";

/** Every version of the organisation's settings ever proposed. */
export const settingsQuestion = question({
  name: "access.settings",
  who: [...settingsOfficers, "director", "internal-auditor", "external-auditor"],
  ask: z.strictObject({}),
  answer: (desk): Promise<readonly SettingsVersion[]> => settingsHistory(desk.tx),
});
