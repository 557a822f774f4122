import type { Page } from "../../../ui/page.ts";
import { approvalPages } from "./approval.tsx";
import { casePageList } from "./case.tsx";
import { listPages } from "./cases.tsx";
import { depthPages } from "./depth.tsx";
import { assessPages } from "./forms-assess.tsx";
import { judgePages } from "./forms-judge.tsx";

/** Every page of a case, in the order somebody meets them. */
export const pages: readonly Page[] = [
  ...listPages, ...casePageList, ...assessPages, ...judgePages, ...approvalPages, ...depthPages,
];
