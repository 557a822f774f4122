import type { Page } from "../../../ui/page.ts";
import { checkPages } from "./apply/check-page.tsx";
import { documentsPages } from "./apply/documents-page.tsx";
import { ownerPages } from "./apply/owner-page.tsx";
import { ownersPages } from "./apply/owners-page.tsx";
import { partPages } from "./apply/part-page.tsx";
import { peoplePages } from "./apply/people-page.tsx";
import { startPages, welcomePage } from "./apply/welcome.tsx";
import { documentPage } from "./document.ts";
import { fileQuestionsPages } from "./intake/file-questions.tsx";
import { offerPages } from "./intake/offer.tsx";
import { queuePage } from "./intake/queue.tsx";
import { reviewPages } from "./intake/review.tsx";
import { suspensionPages } from "./intake/suspension-page.tsx";
import { listPage } from "./partners-list.tsx";
import { myFilePages } from "./my-file/my-file.tsx";
import { myQuestionsPages } from "./my-file/my-questions.tsx";

export const pages: readonly Page[] = [
  listPage,
  welcomePage,
  ...startPages,
  ...partPages,
  ...peoplePages,
  ...ownersPages,
  ...ownerPages,
  ...documentsPages,
  ...checkPages,
  ...myFilePages,
  ...myQuestionsPages,
  queuePage,
  ...offerPages,
  ...reviewPages,
  ...fileQuestionsPages,
  ...suspensionPages,
  documentPage,
];
