import type { Page } from "../../ui/page.ts";
import { reviewPages } from "./review-page.tsx";

/** Pages that span modules or belong to the face itself. */
export const facePages: readonly Page[] = [...reviewPages];
