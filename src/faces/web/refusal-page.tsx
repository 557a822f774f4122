import type { VNode } from "preact";
import { never } from "../../kernel/result.ts";
import type { Refusal } from "../../kernel/refusal.ts";
import { Button, Deeds, Form, Link, PageHead } from "../../ui/components/index.ts";
import { useReader } from "../../ui/reader.ts";

/** The one place where a kind of "no" becomes a wire status. */
export function statusOf(refusal: Refusal): number {
  switch (refusal.kind) {
    case "fault": return 422;
    case "refused": return 403;
    case "hidden": return 404;
    case "moved-on": return 409;
    case "busy": return 503;
    case "no-room": return 507;
    default: return never(refusal);
  }
}

interface RefusalPageParams {
  readonly refusal: Refusal;
  readonly back: string; // the page the reader came from, ours
}

/** A refusal as a page of its own: the sentence, its reasons, the way back. */
export function RefusalPage({ refusal, back }: RefusalPageParams): VNode {
  const { say } = useReader();
  const { sentence, reasons } = say.refusal(refusal);
  return (
    <>
      <PageHead title={say(`web.refusal.${refusal.kind}`)} answer={sentence}>
        <Link to={back} kind="button">{say("web.refusal.back")}</Link>
      </PageHead>
      {reasons.length > 0 && (
        <section>
          <h2>{say("web.refusal.reasons")}</h2>
          <ul>{reasons.map((reason) => <li key={reason}>{reason}</li>)}</ul>
        </section>
      )}
    </>
  );
}

export interface SendAgainParams {
  /** Why the form could not be taken: a confirmation is needed, nobody is signed in any more, another session began. */
  readonly why: "gesture" | "session" | "token";
  readonly action: string; // where the form was posted
  readonly form: Readonly<Record<string, string | readonly string[]>>;
}

const places = { gesture: "/confirm", session: "/sign-in", token: null } as const;

/**
 * Nothing typed is lost: the form's fields stay here, hidden, while the reader confirms or signs in on a page beside;
 * then the same form is sent again with the token of the session they have by then.
 */
export function SendAgainPage({ why, action, form }: SendAgainParams): VNode {
  const { say } = useReader();
  const place = places[why];
  return (
    <>
      <PageHead title={say(`web.again.${why}.title`)} answer={say(`web.again.${why}.answer`)} />
      {place && <p><a class="link" href={place} target="_blank" rel="opener">{say(`web.again.${why}.place`)}</a></p>}
      <Form action={action} hidden={kept(form)}>
        <Deeds><Button>{say("web.again.send")}</Button></Deeds>
      </Form>
    </>
  );
}

function kept(form: SendAgainParams["form"]): Record<string, string | readonly string[]> {
  return Object.fromEntries(Object.entries(form).filter(([name]) => !name.startsWith("_")));
}
