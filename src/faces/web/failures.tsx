import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { busy, hidden, noRoom } from "../../kernel/refusal.ts";
import { Busy } from "../../ports/database/database.ts";
import { DiskFull } from "../../ports/disk-full.ts";
import { PageHead } from "../../ui/components/index.ts";
import { showRefusal } from "./answer-page.tsx";
import type { Face } from "./mount-page.ts";

/** What happened to a request that no page answered; bugs get a number to quote and nothing else. */
export async function onFault(
  face: Face,
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const code = (error as Partial<FastifyError>).statusCode ?? 500;
  if (error instanceof Busy || code === 503)
    return showOr(busyText, () => showRefusal(face, request, reply, busy));
  if (code === 413) return plainPage(face, request, reply, { code, key: "too-large" });
  if (code === 429) return plainPage(face, request, reply, { code, key: "too-many" });
  if (code >= 400 && code < 500) return plainPage(face, request, reply, { code, key: "unreadable" });
  face.parts.world.trace.fault(`request ${request.id}`, error);
  if (error instanceof DiskFull) return showOr(noRoomText, () => showRefusal(face, request, reply, noRoom));
  return showOr(faultText, () =>
    plainPage(face, request, reply, { code: 500, key: "fault", reference: request.id }),
  );

  /** When even the page around it cannot be made (the database is gone), words alone must do. */
  async function showOr(text: string, show: () => Promise<FastifyReply>): Promise<FastifyReply> {
    try {
      return await show();
    } catch (again) {
      face.parts.world.trace.fault(`request ${request.id}, its page`, again);
      return reply
        .code(Number.parseInt(text, 10))
        .header("retry-after", "5")
        .type("text/plain; charset=utf-8")
        .send(text);
    }
  }
}

// Each begins with its status.
const busyText = "503\nbusy · occupé · ocupado · مشغول\n";
const noRoomText = "507\nno room · plus de place · sin espacio · لا مساحة\n";
const faultText = "500\nfault · erreur · error · خطأ\n";

export async function onNotFound(
  face: Face,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  if (!["GET", "HEAD", "POST"].includes(request.method)) {
    void reply.header("allow", "GET, HEAD, POST");
    return plainPage(face, request, reply, { code: 405, key: "unreadable" });
  }
  return showRefusal(face, request, reply, hidden);
}

interface PlainPage {
  readonly code: number;
  readonly key: "too-large" | "too-many" | "unreadable" | "fault";
  readonly reference?: string;
}

function plainPage(
  face: Face,
  request: FastifyRequest,
  reply: FastifyReply,
  page: PlainPage,
): Promise<FastifyReply> {
  const { presenter } = face;
  const say = presenter.say(request);
  const title = say(`web.failure.${page.key}.title`);
  const answer = say(`web.failure.${page.key}.answer`, { reference: page.reference ?? "" });
  return presenter.show(request, reply, {
    title,
    layout: presenter.layout(presenter.actor(request)),
    code: page.code,
    body: <PageHead title={title} answer={answer} />,
  });
}
