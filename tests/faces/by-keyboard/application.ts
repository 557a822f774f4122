import assert from "node:assert/strict";
import type { Hand } from "../../_build/hand.ts";
import type { Walk } from "./walk.ts";

/** The would-be partner applies: nine steps, people, owners, documents, a dated declaration; then hands it in. */
export async function applies(walk: Walk): Promise<void> {
  const { say, tale } = walk;
  const hand = walk.hand("contact");
  const field = (name: string): string => say(`partners.field.${name}`);
  const step = (name: string): string => say(`partners.step.${name}.title`);
  const next = (to: string): Promise<void> => hand.press(say("partners.save-and-continue"), to);

  await hand.follow(say("partners.turn.start-link"), say("partners.welcome.title"));
  await hand.follow(say("partners.welcome.start"), say("partners.start.title"));
  await hand.write(say("partners.start.name"), tale.name);
  await hand.choose(say("partners.start.kind"), say(`partners.kind.${tale.kind}`));
  await hand.pick(say("partners.start.country"), say.country(tale.country));
  await hand.press(say("partners.start.button"), say("partners.overview.title"));
  await hand.follow(say("partners.overview.next"), step("identity"));

  await hand.write(field("legalName"), tale.name);
  if (tale.latin !== "") {
    // The name is not in Latin letters, and the form says what is missing before it goes on.
    await hand.pressInVain(say("partners.save-and-continue"), 1);
    await hand.write(field("latinName"), tale.latin);
  }
  await next(step("registration"));

  await hand.pick(field("legalForm"), say(`partners.legal-form.${tale.legalForm}`));
  await hand.write(field("legalFormName"), tale.legalFormName);
  await hand.pick(field("country"), say.country(tale.country));
  await hand.write(field("registerName"), tale.words.register);
  await hand.write(field("registerNumber"), tale.registerNumber);
  await hand.day(field("registeredOn"), "2009-05-12");
  await next(step("address"));

  // One too far, and back again with Shift and Tab.
  await hand.write(field("city"), tale.words.city);
  await hand.write(field("street"), tale.words.street, { back: true });
  await hand.pick(field("addressCountry"), say.country(tale.country));
  await next(step("activity"));

  await hand.write(field("activity"), tale.words.activity);
  await hand.write(field("relations"), tale.words.relations);
  await hand.write(field("purpose"), tale.words.purpose);
  await next(step("profile"));

  for (const name of ["objective", "governance", "decisionBodies", "assets"] as const) {
    await hand.write(field(name), tale.words[name]);
  }
  await hand.amount(field("income"), tale.income);
  await hand.write(field("incomeYear"), "2025");
  await hand.write(field("fundingSources"), tale.words.fundingSources);
  await hand.write(field("affiliations"), tale.words.affiliations);
  await next(step("people"));

  await namesPeople(walk, hand);
  await declaresOwners(walk, hand);
  await attachesDocuments(walk, hand);

  await hand.pick(field("signatory"), `${tale.signatory.name} (${say("partners.signs.alone")})`);
  await hand.write(field("signedName"), tale.signatory.name);
  await hand.day(field("signedOn"), walk.today);
  await hand.tick(field("isTrue"), say("partners.agree.isTrue"));
  await hand.tick(field("mayPublish"), say("partners.agree.mayPublish"));
  await next(say("partners.check.title"));
  assert.ok((await hand.read()).includes(say("partners.check.ready")), "everything is there");
  await hand.press(say("partners.check.submit"), say("partners.my-file.title"));
  await walk.settle();
}

async function namesPeople({ say, tale }: Walk, hand: Hand): Promise<void> {
  const field = (name: string): string => say(`partners.field.${name}`);
  const { signatory } = tale;
  await hand.follow(say("partners.people.add"), say("partners.people.add"));
  await hand.write(field("personName"), signatory.name);
  await hand.write(field("otherName"), signatory.latin);
  await hand.write(field("roleWords"), tale.words.role);
  await hand.day(field("birthOn"), signatory.born);
  await hand.pick(field("nationality"), say.country(tale.country));
  await hand.choose(field("signs"), say("partners.signs.alone"));
  await hand.press(say("partners.people.add-button"), say("partners.step.people.title"));
  await hand.follow(say("partners.list.done"), say("partners.step.owners.title"));
}

async function declaresOwners({ say, tale }: Walk, hand: Hand): Promise<void> {
  const field = (name: string): string => say(`partners.field.${name}`);
  const { listed } = tale;
  await hand.follow(say("partners.owners.add-natural"), say("partners.owners.add-natural"));
  await hand.write(field("holderName"), listed.name);
  await hand.write(field("otherName"), listed.latin);
  await hand.pick(field("holderCountry"), say.country(listed.country));
  await hand.day(field("birthOn"), listed.born);
  await hand.write(field("share"), "60");
  await hand.choose(field("form"), say("partners.form.registered"));
  await hand.press(say("partners.owners.add-button"), say("partners.step.owners.title"));
  await hand.write(field("remainder"), "40");
  await hand.write(field("remainderWords"), tale.words.remainder);
  await hand.press(say("partners.save-and-continue"), say("partners.step.documents.title"));
}

/** The file window is opened by key; the path typed there belongs to the operating system. */
async function attachesDocuments({ say }: Walk, hand: Hand): Promise<void> {
  for (const kind of ["register-extract", "statutes"]) {
    await hand.choose(say("partners.field.documentKind"), say(`partners.document.${kind}`));
    await hand.attach(say("partners.field.file"), pdf(kind));
    await hand.press(say("partners.documents.add-button"), say("partners.step.documents.title"));
  }
  await hand.follow(say("partners.list.done"), say("partners.step.declaration.title"));
}

export function pdf(title: string): { name: string; mimeType: string; buffer: Buffer } {
  const buffer = Buffer.from(`%PDF-1.7\n% Fictitious document: ${title}\n%%EOF\n`);
  return { name: `${title}.pdf`, mimeType: "application/pdf", buffer };
}
