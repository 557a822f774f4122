import { roles, type Role } from "../../kernel/roles.ts";

const never: readonly Role[] = ["public", "system-administrator", "key-custodian"];

/** Who may read agreements at all (S8); need-to-know per file (`seesFile`) comes on top. */
export const readers: readonly Role[] = roles.filter((role) => !never.includes(role));
