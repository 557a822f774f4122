import type { ComponentChildren, VNode } from "preact";

export interface ButtonParams {
  readonly kind?: "primary" | "secondary" | "quiet" | "stop" | undefined; // stop: refuses, suspends, ends
  readonly name?: string | undefined;
  readonly value?: string | undefined;
  readonly formAction?: string | undefined; // another POST of the same form
  readonly skipChecks?: boolean | undefined; // "save and come back later" may leave fields empty
  readonly children: ComponentChildren; // the deed as a verb
}

/** A button does a deed; a place to go is a link. */
export function Button({ kind = "primary", name, value, formAction, skipChecks, children }: ButtonParams): VNode {
  return (
    <button
      type="submit" class={`button button--${kind}`} name={name} value={value} formAction={formAction}
      formNoValidate={skipChecks}
    >
      {children}
    </button>
  );
}
