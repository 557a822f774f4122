import type { Tx } from "../../../ports/database/database.ts";
import type { Draft } from "../form/content.ts";
import type { Application, Partner } from "../partner.ts";
import { typedParts } from "../stores/store.ts";
import { documentsOfApplication, officersOfApplication, ownersOfApplication } from "../stores/store-lists.ts";

/** The whole draft of one application, as it lies in the store. */
export async function draftOf(tx: Tx, application: Application, kind: Partner["kind"]): Promise<Draft> {
  return {
    kind,
    parts: await typedParts(tx, application.id),
    officers: await officersOfApplication(tx, application.id),
    owners: await ownersOfApplication(tx, application.id),
    documents: await documentsOfApplication(tx, application.id),
  };
}
