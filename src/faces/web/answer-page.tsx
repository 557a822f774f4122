import type { FastifyReply, FastifyRequest } from "fastify";
import { hidden, type Refusal } from "../../kernel/refusal.ts";
import { localPath } from "../../ui/address.ts";
import type { PageAnswer } from "../../ui/page.ts";
import type { AgainAnswer, Face, OutageAnswer } from "./mount-page.ts";
import { pathOf } from "./presenter.ts";
import { RefusalPage, SendAgainPage, statusOf } from "./refusal-page.tsx";

/** Turns what a page answered into what goes over the wire. */
export function answerPage(
  face: Face, request: FastifyRequest, reply: FastifyReply, answer: PageAnswer | AgainAnswer | OutageAnswer,
): Promise<FastifyReply> | FastifyReply {
  const { presenter, cookies } = face;
  switch (answer.kind) {
    case "page": return presenter.show(request, reply, { ...answer, code: answer.faulty ? 422 : 200 });
    case "outage":
      tellWhen(reply, answer.refusal);
      return presenter.show(request, reply, { ...answer.page, code: statusOf(answer.refusal) });
    case "go":
      if (answer.notice) presenter.leaveNotice(reply, answer.notice);
      return reply.redirect(localPath(answer.to, "/"), 303);
    case "signed-in":
      cookies.write(reply, "session", answer.token);
      cookies.clear(reply, "visit"); // nothing a visitor brought along stays valid
      return reply.redirect(localPath(answer.to, "/"), 303);
    case "signed-out":
      cookies.clear(reply, "session");
      if (answer.notice) presenter.leaveNotice(reply, answer.notice);
      return reply.redirect(localPath(answer.to, "/"), 303);
    case "file": return sendFile(reply, answer);
    case "refusal": return showRefusal(face, request, reply, answer.refusal);
    case "not-found": return showRefusal(face, request, reply, hidden);
    case "again": return showAgain(face, request, reply, answer);
  }
}

type FileAnswer = Extract<PageAnswer, { kind: "file" }>;

/** Only PDF, plain text and our own pictures open in the browser; whatever a partner sent is saved, never shown. */
function sendFile(reply: FastifyReply, file: FileAnswer): FastifyReply {
  const opens = file.inline === true && /^(application\/pdf|text\/plain|image\/(png|jpeg))\b/.test(file.type);
  const plain = file.name.normalize("NFKD").replace(/[^\w.-]/g, "_");
  const full = encodeURIComponent(file.name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`);
  return reply
    .header("content-disposition", `${opens ? "inline" : "attachment"}; filename="${plain}"; filename*=UTF-8''${full}`)
    .header("content-security-policy", "default-src 'none'; sandbox; frame-ancestors 'none'")
    .header("cache-control", "no-store")
    .type(file.type)
    .send(typeof file.bytes === "string" ? file.bytes : Buffer.from(file.bytes));
}

export function showRefusal(
  face: Face, request: FastifyRequest, reply: FastifyReply, refusal: Refusal,
): Promise<FastifyReply> {
  const { presenter } = face;
  const say = presenter.say(request);
  tellWhen(reply, refusal);
  const layout = presenter.layout(presenter.actor(request));
  return presenter.show(request, reply, {
    title: say(`web.refusal.${refusal.kind}`), layout, code: statusOf(refusal),
    body: <RefusalPage refusal={refusal} back={backOf(request, layout === "officer" ? "/desk" : "/")} />,
  });
}

function tellWhen(reply: FastifyReply, refusal: Refusal): void {
  if (refusal.kind === "busy") void reply.header("retry-after", "2");
}

function showAgain(face: Face, request: FastifyRequest, reply: FastifyReply, answer: AgainAnswer): Promise<FastifyReply> {
  const { presenter } = face;
  const say = presenter.say(request);
  return presenter.show(request, reply, {
    title: say(`web.again.${answer.why}.title`), layout: presenter.layout(presenter.actor(request)), code: 403,
    body: <SendAgainPage why={answer.why} action={pathOf(request)} form={answer.form} />,
  });
}

/** Where a refused reader goes back to: the page they came from when it is ours, else their home. */
function backOf(request: FastifyRequest, home: string): string {
  const referer = request.headers.referer;
  if (referer === undefined || !URL.canParse(referer)) return request.method === "GET" ? home : pathOf(request);
  const url = new URL(referer);
  return url.host === request.headers.host ? localPath(url.pathname + url.search, home) : home;
}
