import { civilDateIn, civilPlusDays } from "../../../kernel/instants.ts";
import type { Lang } from "../../../kernel/lang.ts";
import { accept, joinAsContact } from "./people.ts";
import type { Stage } from "./stage.ts";

export interface OwnerPart {
  readonly kind: "natural" | "legal";
  readonly name: string;
  readonly country: string;
  readonly shareBps: number;
  readonly born?: string;
  readonly number?: string;
}

/** One would-be partner as the story needs it. */
export interface PartKeyed {
  readonly key: string;
  readonly contact: {
    readonly key: string;
    readonly name: string;
    readonly email: string;
    readonly lang: Lang;
  };
  readonly signatory: {
    readonly name: string;
    readonly email: string;
    readonly lang: Lang;
    readonly born: string;
  };
  readonly name: string;
  readonly kind: "for-profit" | "non-profit" | "academic";
  readonly country: string;
  readonly legalForm: string;
  readonly legalFormName: string;
  readonly registerNumber: string;
  readonly otherNames: string;
  readonly latinName?: string; // where the legal name is in another script
  readonly words: Readonly<
    Record<
      | "activity"
      | "purpose"
      | "objective"
      | "governance"
      | "decisionBodies"
      | "assets"
      | "fundingSources"
      | "affiliations",
      string
    >
  >;
  readonly income: { readonly amount: string; readonly currency: string; readonly year: string };
  readonly owners: readonly OwnerPart[];
  readonly chain?: OwnerPart; // holds the first owner
  readonly remainder: { readonly share: string; readonly words: string };
  readonly purposes: readonly string[];
  readonly valueUpToMinor: string;
}

export interface Applied {
  readonly partner: string;
  readonly application: string;
  readonly version: number;
}

const paper = (title: string): string =>
  Buffer.from(`%PDF-1.7\n% Fictitious document of the demonstration: ${title}\n%%EOF\n`).toString("base64");

/** Applies as a person would: an account by mail, part after part, people, owners with their chain, documents. */
export async function apply(
  stage: Stage,
  part: PartKeyed,
  until: "draft" | "submitted" = "submitted",
): Promise<Applied> {
  const { key } = part.contact;
  await joinAsContact(stage, part.contact);
  const begun = await stage.do<Applied>(key, "partners.start-application", {
    name: part.name,
    kind: part.kind,
    country: part.country,
  });
  const contact = stage.actors.get(key);
  if (contact)
    stage.actors.set(key, { ...contact, partnerId: begun.partner as never, roles: ["partner-contact"] });
  const draft = { application: begun.application, version: begun.version };
  const next = async (deed: string, ask: object): Promise<Record<string, unknown>> => {
    const done = await stage.do<Record<string, unknown> & { version: number }>(key, `partners.${deed}`, {
      application: draft.application,
      expectedVersion: draft.version,
      ...ask,
    });
    draft.version = done.version;
    return done;
  };
  await next("save-application-part", { part: "identity", typed: identity(part) });
  if (until === "draft") return { ...begun, version: draft.version };
  const officer = await next("name-officer", {
    name: part.signatory.name,
    roleWords: "Chief executive",
    birthOn: part.signatory.born,
    nationality: part.country,
    signs: "alone",
  });
  for (const kind of ["register-extract", "statutes"]) {
    await next("attach-document", { kind, name: `${kind}.pdf`, contentBase64: paper(kind) });
  }
  await declareOwners(part, next);
  for (const [name, typed] of Object.entries(parts(stage, part, String(officer["officer"])))) {
    await next("save-application-part", { part: name, typed });
  }
  await next("submit-application", {});
  stage.tell.did(
    part.contact.name,
    `applied for ${part.name}: owners, officers, documents, dated declaration`,
  );
  return { ...begun, version: draft.version };
}

async function declareOwners(
  part: PartKeyed,
  next: (deed: string, ask: object) => Promise<Record<string, unknown>>,
): Promise<void> {
  const holder = (o: OwnerPart) => ({
    kind: o.kind,
    name: o.name,
    country: o.country,
    ...(o.born ? { birthOn: o.born } : {}),
    ...(o.number ? { registerNumber: o.number } : {}),
  });
  let first: unknown = null;
  for (const owner of part.owners) {
    const done = await next("declare-owner", {
      holder: holder(owner),
      shareBps: owner.shareBps,
      form: "registered",
    });
    first ??= done["party"];
  }
  if (part.chain && first) {
    await next("declare-owner", {
      holder: holder(part.chain),
      heldIn: first,
      shareBps: part.chain.shareBps,
      form: "registered",
    });
  }
}

function identity(part: PartKeyed): Record<string, string> {
  return {
    legalName: part.name,
    legalNameLang: part.contact.lang,
    otherNames: part.otherNames,
    ...(part.latinName ? { latinName: part.latinName } : {}),
  };
}

function parts(
  stage: Stage,
  part: PartKeyed,
  signatory: string,
): Record<string, Record<string, string | string[]>> {
  const today = civilDateIn(stage.world.clock.now(), stage.world.organisation().timeZone);
  const [year = "", month = "", day = ""] = today.split("-");
  const { words, income } = part;
  return {
    registration: {
      legalForm: part.legalForm,
      legalFormName: part.legalFormName,
      country: part.country,
      registerName: "Example register of companies",
      registerNumber: part.registerNumber,
      "registeredOn.day": "12",
      "registeredOn.month": "5",
      "registeredOn.year": "2009",
    },
    address: {
      street: "1 Example Street",
      city: "Exempleville",
      addressCountry: part.country,
      website: `${part.key}.example.org`,
    },
    activity: { activity: words.activity, sectors: [], relations: "None.", purpose: words.purpose },
    profile: {
      objective: words.objective,
      governance: words.governance,
      decisionBodies: words.decisionBodies,
      assets: words.assets,
      "income.amount": income.amount,
      "income.currency": income.currency,
      incomeYear: income.year,
      fundingSources: words.fundingSources,
      affiliations: words.affiliations,
    },
    owners: { remainder: part.remainder.share, remainderWords: part.remainder.words },
    declaration: {
      signatory,
      signedName: part.signatory.name,
      "signedOn.day": day,
      "signedOn.month": month,
      "signedOn.year": year,
      isTrue: "yes",
      mayPublish: "yes",
    },
  };
}

/** The contact invites the person who signs for the partner. */
export async function inviteSignatory(stage: Stage, part: PartKeyed): Promise<string> {
  const { name, email, lang } = part.signatory;
  await stage.do(part.contact.key, "access.invite-colleague", {
    name,
    email,
    lang,
    role: "partner-signatory",
  });
  await stage.settle();
  const key = `${part.key}-signatory`;
  stage.actors.set(key, await accept(stage, email));
  return key;
}

/** A question inside the file, and its answer with a document. */
export async function askAndAnswer(stage: Stage, part: PartKeyed, partner: string): Promise<void> {
  const asked = await stage.do<{ question: string }>(
    "officer",
    "partners.ask-question",
    {
      partner,
      wanted: "document",
      words: "Please send the ownership chart of your parent company.",
      dueOn: dueOn(stage),
    },
    "asked the partner for a document, with a due date",
  );
  await stage.settle();
  await stage.do(
    part.contact.key,
    "partners.answer-question",
    {
      question: asked.question,
      expectedVersion: 1,
      words: "Here it is.",
      document: { kind: "ownership-chart", name: "chart.pdf", contentBase64: paper("ownership chart") },
    },
    "answered inside the file with the document",
  );
}

function dueOn(stage: Stage): string {
  const { timeZone } = stage.world.organisation();
  return civilPlusDays(civilDateIn(stage.world.clock.now(), timeZone), 14);
}

/** Intake: every result of the gate that needs a person's judgement gets one with a reason. */
export async function admit(stage: Stage, applied: Applied): Promise<void> {
  await stage.do(
    "officer",
    "partners.admit-application",
    {
      application: applied.application,
      expectedVersion: applied.version,
      judged: [],
    },
    "admitted the application after the gate",
  );
  await stage.settle();
}
