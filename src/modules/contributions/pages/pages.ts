import type { Page } from "../../../ui/page.ts";
import { contributionPages } from "./contribution.tsx";
import { decisionPosts } from "./decision-forms.tsx";
import { decisionPage } from "./decision.tsx";
import { listPage } from "./list.tsx";
import { offerPages } from "./offers.tsx";
import { workPages } from "./work.tsx";

export const pages: readonly Page[] = [
  listPage, ...contributionPages, decisionPage, ...decisionPosts, ...workPages, ...offerPages,
];
