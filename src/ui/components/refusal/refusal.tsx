import type { VNode } from "preact";
import type { Refusal } from "../../../kernel/refusal.ts";
import { useSay } from "../../reader.ts";
import { Notice } from "../notice/notice.tsx";

/** A refusal where it happened: the sentence, then one reason per clause or fault. Never blames. */
export function RefusalNotice({ refusal }: { readonly refusal: Refusal }): VNode {
  const { sentence, reasons } = useSay().refusal(refusal);
  return (
    <Notice tone={refusal.kind === "busy" || refusal.kind === "moved-on" ? "pending" : "stop"} title={sentence} live>
      {reasons.length > 0 && <ul>{reasons.map((reason) => <li key={reason}>{reason}</li>)}</ul>}
    </Notice>
  );
}
