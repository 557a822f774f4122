import type { Page } from "../../ui/page.ts";
import { bureauPage } from "./desk/bureau-page.tsx";
import { deskPage } from "./desk/desk-page.tsx";
import { filePage } from "./desk/file-page.tsx";
import { homePage, shortcutsPage } from "./desk/home-page.tsx";
import { reviewPages } from "./review-page.tsx";

/** Pages that span modules or belong to the face itself. */
export const facePages: readonly Page[] = [homePage, deskPage, bureauPage, filePage, shortcutsPage, ...reviewPages];
