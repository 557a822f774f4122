import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { z } from "zod";
import { projectRoot } from "./project-root.ts";
import { StartRefused } from "./start-refused.ts";

/** How this installation is run, from the environment. The organisation itself is a file (organisation-file.ts). */
export interface Config {
  /** evaluation: nothing configured; a fictitious organisation on the built-in database, loopback only. */
  readonly mode: "evaluation" | "configured";
  readonly root: string;
  readonly state: string;
  readonly keys: string;
  readonly log: string;
  readonly blobs: string;
  readonly outbox: string;
  readonly host: string;
  readonly port: number;
  readonly address: string | null; // public base URL; null: the organisation file's, or loopback in evaluation
  readonly organisationFile: string | null;
  readonly database:
    | { readonly kind: "embedded"; readonly pgBin: string | undefined }
    | { readonly kind: "server"; readonly url: string; readonly adminUrl: string | null };
  readonly mail: { readonly smtpUrl: string | null; readonly from: string };
  readonly metricsToken: string | null;
}

const postgresUrl = z.string().regex(/^postgres(ql)?:\/\/[^@/]+@/, "must be postgresql://user:password@host/database");

const shape = z.object({
  ENTENTE_CONFIG: z.string().min(1).optional(),
  DATABASE_URL: z.union([z.literal("embedded"), postgresUrl]).optional(),
  DATABASE_ADMIN_URL: postgresUrl.optional(),
  PG_BIN: z.string().min(1).optional(),
  STATE: z.string().min(1).optional(),
  KEYS: z.string().min(1).optional(),
  PORT: z.string().regex(/^\d{1,5}$/, "must be a port number").optional(),
  HOST: z.string().min(1).optional(),
  ADDRESS: z.string().regex(/^https?:\/\/[^/\s]+$/,
    "must be a base address without path, such as https://partners.example.org").optional(),
  SMTP_URL: z.string().regex(/^smtps?:\/\/\S+$/, "must be smtps://user:password@host or smtp://host:587").optional(),
  MAIL_FROM: z.string().regex(/^[^\s@]+@[^\s@]+$/, "must be one mail address").optional(),
  METRICS_TOKEN: z.string().min(32, "must have 32 characters or more").optional(),
});
type Settings = z.infer<typeof shape>;

/** Variables that start with ENTENTE_ are ours; one we do not know is a misspelling, and said so. */
const ours = new Set(["ENTENTE_CONFIG", "ENTENTE_ROOT", "ENTENTE_SHARED_DATA", "ENTENTE_SECOND_RUN"]);

/** Throws `StartRefused` with every fault at once. Empty variables count as absent. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ""));
  const read = shape.safeParse(present);
  const faults = read.success ? [] : read.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  const unknown = Object.keys(present).filter((name) => name.startsWith("ENTENTE_") && !ours.has(name));
  faults.push(...unknown.map((name) => `${name}: there is no such setting`));
  if (!read.success || faults.length > 0) {
    throw new StartRefused(`settings cannot be used:\n${faults.map((fault) => `  - ${fault}`).join("\n")}`);
  }
  return configFrom(read.data);
}

function configFrom(settings: Settings): Config {
  const root = projectRoot();
  const state = resolve(root, settings.STATE ?? "var");
  const organisationFile = organisationFileOf(root, settings);
  const mode = modeOf(settings, organisationFile);
  const host = settings.HOST ?? "127.0.0.1";
  if (mode === "evaluation" && !["127.0.0.1", "localhost", "::1"].includes(host)) {
    throw new StartRefused(`HOST=${host}: evaluation mode has no passwords and answers on loopback only`);
  }
  return {
    mode, root, state, host, organisationFile,
    keys: resolve(root, settings.KEYS ?? join(state, "keys")),
    log: join(state, "log"), blobs: join(state, "blobs"), outbox: join(state, "outbox"),
    port: Number(settings.PORT ?? 8080), address: settings.ADDRESS ?? null,
    database: databaseOf(settings),
    mail: { smtpUrl: settings.SMTP_URL ?? null, from: settings.MAIL_FROM ?? "entente@localhost.example" },
    metricsToken: settings.METRICS_TOKEN ?? null,
  };
}

function organisationFileOf(root: string, settings: Settings): string | null {
  if (settings.ENTENTE_CONFIG) {
    const path = resolve(root, settings.ENTENTE_CONFIG);
    if (!existsSync(path)) throw new StartRefused(`ENTENTE_CONFIG: ${path} does not exist`);
    return path;
  }
  const usual = join(root, "entente.yaml");
  return existsSync(usual) ? usual : null;
}

/** Half a configuration is a mistake: real data in an evaluation, or an evaluation in front of real people. */
function modeOf(settings: Settings, organisationFile: string | null): Config["mode"] {
  const hasDatabase = settings.DATABASE_URL !== undefined;
  if (!organisationFile && !hasDatabase) return "evaluation";
  if (organisationFile && hasDatabase) return "configured";
  throw new StartRefused(
    organisationFile
      ? `${organisationFile} configures an organisation, but DATABASE_URL is not set. Set it (or DATABASE_URL=embedded for ` +
        "the built-in server), or remove the file for evaluation mode"
      : "DATABASE_URL is set, but there is no organisation file. Write entente.yaml " +
        "(docs/how-to/configure.md) or name one in " +
        "ENTENTE_CONFIG, or unset DATABASE_URL for evaluation mode",
  );
}

function databaseOf(settings: Settings): Config["database"] {
  const { DATABASE_URL: url, DATABASE_ADMIN_URL: adminUrl, PG_BIN: pgBin } = settings;
  if (url === undefined || url === "embedded") return { kind: "embedded", pgBin };
  return { kind: "server", url, adminUrl: adminUrl ?? null };
}
