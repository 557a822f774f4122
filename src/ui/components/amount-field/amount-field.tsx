import type { VNode } from "preact";
import { decimalText, minorDigits, parseAmount, type Money } from "../../../kernel/money.ts";
import { typedText } from "../../form.ts";
import { useSay } from "../../reader.ts";
import { FieldGroup, useField, type FieldParams } from "../field/field.tsx";
import { useForm } from "../form/form.tsx";

export interface AmountFieldParams extends Omit<FieldParams, "value"> {
  readonly money?: Money | undefined; // what is stored
  readonly currency: string; // chosen at first: the organisation's
  readonly currencies?: readonly string[] | undefined; // one only: the choice is not shown
}

/** Posts name.amount and name.currency; reads back what was understood, so that 1.234 surprises nobody. */
export function AmountField(params: AmountFieldParams): VNode {
  const parts = useField(params);
  const say = useSay();
  const typed = useForm().typed;
  const currencies = params.currencies ?? Object.keys(minorDigits);
  const currency = typedText(typed, `${params.name}.currency`) ?? params.money?.currency ?? params.currency;
  const stored = params.money ? writable(params.money) : "";
  const amount = typedText(typed, `${params.name}.amount`) ?? stored;
  const understood = amount === "" ? null : parseAmount(amount, currency);
  return (
    <FieldGroup parts={parts}>
      <div class="amount-field">
        <div>
          <label class="visually-hidden" for={parts.id}>{say("ui.amount.amount")}</label>
          <input
            class="input amount-field__amount" id={parts.id} name={`${params.name}.amount`} inputMode="decimal"
            autoComplete="off" dir="ltr" value={amount} aria-invalid={parts.invalid}
          />
        </div>
        <div>
          <label class="visually-hidden" for={`${parts.id}-currency`}>{say("ui.amount.currency")}</label>
          <select class="input input--select" id={`${parts.id}-currency`} name={`${params.name}.currency`} dir="ltr">
            {currencies.map((code) => <option key={code} value={code} selected={code === currency}>{code}</option>)}
          </select>
        </div>
      </div>
      {understood?.ok && (
        <p class="amount-field__understood">{say("ui.amount.understood", { amount: say.money(understood.value) })}</p>
      )}
    </FieldGroup>
  );
}

/**
 * An amount as it can be read again: three decimals would look like thousands and be refused as ambiguous, so a
 * currency that has three is written with the noughts taken off, or with one more.
 */
export function writable(money: Money): string {
  const text = decimalText(money);
  if (!/\.\d{3}$/.test(text)) return text;
  const short = text.replace(/\.?0+$/, "");
  return /\.\d{3}$/.test(short) ? `${short}0` : short;
}
