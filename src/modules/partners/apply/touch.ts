import type { Json } from "../../../kernel/canonical.ts";
import type { Instant } from "../../../kernel/instants.ts";
import type { Desk } from "../../log/index.ts";
import type { Application } from "../partner.ts";
import { moveApplication } from "../stores/store.ts";

export interface Touched {
  readonly version: number;
  readonly savedAt: Instant;
}

/** A list of the draft changed: the next version, the time shown to the partner, one event. */
export async function touch(desk: Desk, application: Application, body: Json): Promise<Touched> {
  const savedAt = desk.now();
  const version = await moveApplication(desk.tx, application, { savedAt, at: savedAt });
  await desk.record({ type: "application.saved", subject: application.id, file: application.partnerId, version, body });
  return { version, savedAt };
}
