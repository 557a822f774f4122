/** Concrete addresses for every GET page of the house, from ids that the story left. A page without one fails. */
import type { Page } from "../../src/ui/page.ts";
import { withClient } from "../../src/ports/database/admin.ts";
import type { House } from "./house.ts";

type Ids = Readonly<Record<string, string>>;

/** One id of each kind: what the preparation left, and the rest read as the owner. */
export async function idsOf({ world, left }: Pick<House, "world" | "left">): Promise<Ids> {
  const wanted: Readonly<Record<string, string>> = {
    active: "select id from partners.applications where state = 'active' limit 1",
    partner: "select partner_id as id from partners.applications where state = 'active' limit 1",
    document: "select id from partners.documents limit 1",
    evidence: `select e.id from diligence.evidence e where e.case_id = '${left.case}' limit 1`,
    issued: "select id from diligence.cases where state = 'issued' limit 1",
    hit: "select id from screening.hits limit 1",
    contribution: "select id from contributions.contributions where state = 'received' limit 1",
    pending: "select id from contributions.contributions where state = 'pending-decision' limit 1",
    entry: "select id from ledger.entries order by posted_at limit 1",
    quarantine: "select id from contributions.quarantines limit 1",
    grant: "select id from custody.grants where state = 'arrived' limit 1",
    agreement: "select id from agreements.agreements limit 1",
    register: "select register_id as id from register.entries where version > 0 limit 1",
    account: "select id from access.accounts where side = 'organisation' limit 1",
  };
  return withClient(world.adminUrl, async (client) => {
    const found: Record<string, string> = {};
    for (const [key, query] of Object.entries(wanted)) {
      const { rows } = await client.query(query);
      found[key] = String((rows[0] as { id?: string } | undefined)?.id ?? "");
    }
    return { ...found, ...left };
  });
}

/** Which id stands for a parameter; by the whole path where one word means two things. */
const parameters: Readonly<Record<string, string>> = {
  ":partner": "partner", ":application": "draft", ":contribution": "contribution", ":agreement": "agreement",
  ":registerId": "register", ":entry": "entry", ":quarantine": "quarantine", ":document": "document", ":evidence": "evidence",
  ":file": "partner", ":grant": "grant", ":ballot": "ballot", ":condition": "condition", ":token": "link",
};
const byPath: Readonly<Record<string, string>> = {
  "/cases/:id": "case", "/hits/:id": "hit", "/partners/:id": "partner", "/evaluation/:account": "account",
  "/people/accounts/:account": "account", "/objections/:id": "objection", "/contributions/:contribution/decision": "pending",
  "/intake/:application": "active", "/offers/:contribution/purpose": "offer", "/offers/:contribution/amount": "offer",
  "/offers/:contribution/terms": "offer", "/offers/:contribution/check": "offer",
};
const literals: Readonly<Record<string, string>> = {
  "/books/accounts/:account": "/books/accounts/cash:trust-fund", "/lists/:source": "/lists/demo-un",
  "/review/:component": "/review/table", "/cases/:id/questions/:question": "A1", "/cases/:id/red-lines/:letter": "a",
};

/** Null for a page whose parameter stands for nothing that the story left: a new kind of page needs a row above. */
export function addressOf(page: Page, ids: Ids): string | null {
  const literal = literals[page.path];
  if (literal?.startsWith("/")) return literal;
  let path = page.path;
  const prefix = Object.keys(byPath).filter((p) => path.startsWith(p)).sort((a, b) => b.length - a.length)[0];
  if (prefix) {
    const id = ids[byPath[prefix] ?? ""] ?? "";
    const parameter = /:(\w+)(?=[^:]*$)/.exec(prefix)?.[0] ?? "";
    path = path.replace(parameter, id);
  }
  if (literal) path = path.replace(/:(question|letter)/, literal);
  path = path.replace(/:\w+/g, (name) => ids[parameters[name] ?? ""] ?? name);
  return path.includes(":") || path.includes("//") || path.endsWith("/") && path !== "/" ? null : path;
}
