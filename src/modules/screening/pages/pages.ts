import type { Page } from "../../../ui/page.ts";
import { hitPages } from "./hit-page.tsx";
import { queuePages } from "./hits-page.tsx";
import { listPages } from "./lists-page.tsx";

export const pages: readonly Page[] = [...queuePages, ...hitPages, ...listPages];
