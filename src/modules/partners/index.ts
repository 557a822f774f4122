/** The door of partners: the legal person's file, from the first word of an application to suspension. */
export { deeds, questions } from "./contents.ts";

export {
  isSuspended, legalStanding, namesNaturalPerson, officersOf, ownersOf, partnerOf, publicProfile, signatoriesOf, submittedOf,
} from "./reads.ts";
export { activate, setDecisionReady, type Authority } from "./standing/activate.ts";
export { declineByDecision, declineByVerdict } from "./standing/decline.ts";
export { PartnerPanels, panels, type Panel } from "./pages/panels.tsx";
export { pages } from "./pages/pages.ts";
export { tasks } from "./tasks.ts";
export { due } from "./intake/lapse-application.ts";
export type { Content } from "./form/content.ts";
export type { FileView } from "./views/file.ts";
export type { Holding, Officer, Owners, Partner, PartnerName, PartnerState, Party, PublicProfile } from "./partner.ts";

/** Nothing above is listened to: diligence and the authorities call down. */
export const subscribers: readonly never[] = [];
