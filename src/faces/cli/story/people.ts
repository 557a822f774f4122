import type { Actor } from "../../../kernel/actor.ts";
import { iso, plusMonths } from "../../../kernel/instants.ts";
import { acceptByCode, join, sessionActor, setup } from "../../../modules/access/index.ts";
import { cast, founders, storyPassword, type Part } from "./cast.ts";
import type { Stage } from "./stage.ts";

/** Makes everybody: set-up first, then each by invitation, verification and a role given by three people (S13). */
export async function engagePeople(stage: Stage): Promise<void> {
  stage.tell.chapter("people");
  const made = await setup(stage.world, { ...founders, custodians: [...founders.custodians] });
  if (!made.ok) throw new Error(`set-up was refused: ${JSON.stringify(made.error)}`);
  const keys = ["administrator", "human-resources", "security", "custodian-1", "custodian-2", "custodian-3"];
  for (const [n, link] of made.value.entries()) {
    stage.actors.set(keys[n] ?? link.role, await enter(stage, tokenIn(link.url)));
  }
  stage.tell.did(founders.administrator.name, "set up the first people and key custodians");
  await verifyFounders(stage);
  for (const part of cast) await engage(stage, part);
  stage.tell.did(
    founders.humanResources.name,
    `engaged ${cast.length} colleagues, each role given by three people`,
  );
}

/** The founders verify each other, so that nobody acts unverified. */
async function verifyFounders(stage: Stage): Promise<void> {
  const pairs = [
    ["security", "administrator"],
    ["security", "human-resources"],
    ["human-resources", "security"],
  ] as const;
  for (const [by, of] of pairs) await verify(stage, by, stage.actor(of));
}

async function verify(stage: Stage, by: string, actor: Actor): Promise<void> {
  const number = `EX${actor.personId.slice(4, 14).toUpperCase()}`;
  await stage.do(by, "access.verify-person", {
    person: actor.personId,
    documentCountry: "FR",
    documentNumber: number,
    expectedVersion: 1,
  });
}

async function engage(stage: Stage, part: Part): Promise<void> {
  const { account, person } = await stage.do<{ account: string; person: string }>(
    "human-resources",
    "access.invite-person",
    {
      name: part.name,
      email: part.email,
      lang: part.lang,
      side: part.country ? "bureau" : "organisation",
      ...(part.country ? { country: part.country } : {}),
    },
  );
  await stage.settle();
  const session = await accept(stage, part.email);
  await stage.do("security", "access.verify-person", {
    person,
    documentCountry: "FR",
    documentNumber: `EX${person.slice(4, 14).toUpperCase()}`,
    expectedVersion: 1,
  });
  for (const role of part.roles) {
    const validUntil = iso(plusMonths(stage.world.clock.now(), 11));
    const asked = await stage.do<{ grant: string; version: number }>(
      "human-resources",
      "access.request-role",
      {
        account,
        role,
        validUntil,
        reason: "Engaged for the demonstration",
      },
    );
    const approved = await stage.do<{ version: number }>("security", "access.approve-role", {
      grant: asked.grant,
      expectedVersion: asked.version,
    });
    await stage.do("administrator", "access.apply-role", {
      grant: asked.grant,
      expectedVersion: approved.version,
    });
  }
  const roles = [...part.roles];
  stage.actors.set(part.key, { ...session, roles, side: part.country ? "bureau" : "organisation" });
}

/** A would-be partner's contact opens an account by mail, as anybody can. */
export async function joinAsContact(
  stage: Stage,
  ask: { key: string; name: string; email: string; lang: "en" | "fr" | "es" | "ar" },
): Promise<void> {
  const done = await join(stage.world, { name: ask.name, email: ask.email, lang: ask.lang });
  if (!done.ok) throw new Error(`joining was refused: ${JSON.stringify(done.error)}`);
  await stage.settle();
  stage.actors.set(ask.key, await accept(stage, ask.email));
}

/** Opens the newest letter of that mailbox and follows its link. */
export async function accept(stage: Stage, email: string): Promise<Actor> {
  const letter = stage.letters.filter((one) => one.to === email).at(-1);
  if (!letter) throw new Error(`no letter reached ${email}`);
  return enter(stage, tokenIn(letter.text));
}

async function enter(stage: Stage, token: string): Promise<Actor> {
  const session = await acceptByCode(stage.world, { token, password: storyPassword, agent: "demonstration" });
  if (!session.ok) throw new Error(`a link was refused: ${JSON.stringify(session.error)}`);
  const actor = await sessionActor(stage.world, session.value.token);
  if (!actor) throw new Error("a session just opened is not open");
  return actor;
}

function tokenIn(text: string): string {
  const token = /\/link\/([A-Za-z0-9_-]{43})/.exec(text)?.[1];
  if (!token) throw new Error("the letter has no link");
  return token;
}
