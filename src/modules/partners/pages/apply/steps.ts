import type { Step } from "../../form/content.ts";

/** The order in which a partner answers; one decision per page. */
export const steps = [
  "identity", "registration", "address", "activity", "profile", "people", "owners", "documents", "declaration",
] as const satisfies readonly Step[];

export function stepPath(application: string, step: Step | "check" | "overview"): string {
  return step === "overview" ? `/apply/${application}` : `/apply/${application}/${step}`;
}

export function nextPath(application: string, step: Step): string {
  return stepPath(application, steps[steps.indexOf(step) + 1] ?? "check");
}

export function previousPath(application: string, step: Step): string {
  return stepPath(application, steps[steps.indexOf(step) - 1] ?? "overview");
}
