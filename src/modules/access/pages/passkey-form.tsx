import type { ComponentChildren, VNode } from "preact";
import { Button, Deeds, Form } from "../../../ui/components/index.ts";
import { useSay } from "../../../ui/reader.ts";

export interface PasskeyFormParams {
  readonly action: string;
  readonly options: string; // JSON for the browser, see signing-in/passkey.ts
  readonly deed: "ask" | "make";
  readonly hidden?: Readonly<Record<string, string>>;
  readonly children: ComponentChildren; // the button's words
}

/** A form whose answer is a passkey: the island asks for it when the form is sent. */
export function PasskeyForm({ action, options, deed, hidden, children }: PasskeyFormParams): VNode {
  const say = useSay();
  return (
    <div data-island="passkey" data-options={options} data-deed={deed} data-failed={say("access.passkey.failed")}>
      <Form action={action} hidden={{ ...hidden, way: "passkey", posted: "" }} label={say("access.passkey.form")}>
        <Deeds><Button>{children}</Button></Deeds>
      </Form>
      <p class="quiet" role="status" />
    </div>
  );
}
