import type { Kind } from "../../engines/regulation/index.ts";
import type { Role } from "../../kernel/roles.ts";

export interface KindRow {
  readonly isOpen: boolean; // whether this installation takes offers of the kind
  readonly receivers: readonly Role[]; // who receives: money, people, software, things
}

/** Article 2: six kinds, each with its own row; the union and the database know all six. */
export const kindTable: Readonly<Record<Kind, KindRow>> = {
  funding: { isOpen: true, receivers: ["finance-officer"] },
  secondment: { isOpen: false, receivers: ["human-resources"] },
  software: { isOpen: false, receivers: ["security-officer"] },
  equipment: { isOpen: false, receivers: ["asset-officer"] },
  premises: { isOpen: false, receivers: ["asset-officer"] },
  other: { isOpen: false, receivers: ["asset-officer"] },
};
