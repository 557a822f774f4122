import type { Page } from "../../../ui/page.ts";
import { fromPages } from "./from-page.tsx";
import { grantPages } from "./grant-page.tsx";
import { listPage } from "./list-page.tsx";

export const pages: readonly Page[] = [listPage, ...fromPages, ...grantPages];
