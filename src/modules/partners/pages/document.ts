import { isId } from "../../../kernel/ids.ts";
import type { Page } from "../../../ui/page.ts";
import type { HeldDocument } from "../partner.ts";
import { documentById } from "../stores/store-lists.ts";
import { officerSide, partnerSide } from "../views/readers.ts";

/** One document's bytes, for those who may see its file; the question has put the reading on record. */
export const documentPage: Page = {
  method: "GET", path: "/partners/documents/:document", who: [...partnerSide, ...officerSide],
  async handle(ask) {
    const id = ask.params["document"];
    const visible = await ask.answer<HeldDocument>("partners.document", { document: id });
    if (!visible || !isId("doc", id)) return { kind: "not-found" };
    const found = await ask.world.database.read((tx) => documentById(tx, id));
    const bytes = found ? await ask.world.blobs.get(found.blob) : null;
    if (!found || bytes === null) return { kind: "not-found" };
    return { kind: "file", bytes, type: found.mediaType, name: found.name };
  },
};
