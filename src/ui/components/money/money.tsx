import type { VNode } from "preact";
import type { Money } from "../../../kernel/money.ts";
import { decimalText } from "../../../kernel/money.ts";
import { useSay } from "../../reader.ts";

export interface AmountParams {
  readonly of: Money;
  readonly strong?: boolean | undefined;
}

/** An amount in the reader's separators, Latin digits, ISO code; isolated so that Arabic does not turn it round. */
export function Amount({ of, strong }: AmountParams): VNode {
  const say = useSay();
  return (
    <data class={strong ? "amount amount--strong" : "amount"} value={`${decimalText(of)} ${of.currency}`}>
      <bdi dir="ltr">{say.money(of)}</bdi>
    </data>
  );
}
