import { notify } from "../access/index.ts";
import type { Desk } from "../log/index.ts";
import type { Contribution } from "./contribution.ts";
import { accountsWith } from "./desk.ts";
import { authorities } from "./moves.ts";

/** Everything is ready: those who may decide get a letter without content. */
export async function tellAuthorities(desk: Desk, contribution: Contribution): Promise<void> {
  const to = await accountsWith(desk, ...authorities);
  const path = `/contributions/${contribution.id}/decision`;
  await notify(desk, { to, about: "contributions.letter.pending", file: contribution.file, path });
}

/** The partner sees the outcome in its own pages. */
export async function tellPartner(desk: Desk, contribution: Contribution): Promise<void> {
  const account = contribution.proposedByAccount as `acc_${string}`;
  await notify(desk, {
    to: [account], about: "contributions.letter.decided", file: contribution.file, path: `/offers/${contribution.id}`,
  });
}
