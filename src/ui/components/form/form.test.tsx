import assert from "node:assert/strict";
import { test } from "node:test";
import { htmlOf } from "../../../../tests/_build/reader.ts";
import { formFields } from "../../form.ts";
import { AmountField } from "../amount-field/amount-field.tsx";
import { Checkboxes } from "../checkboxes/checkboxes.tsx";
import { DateField } from "../date-field/date-field.tsx";
import { Radios } from "../radios/radios.tsx";
import { TextField } from "../text-field/text-field.tsx";
import { Form } from "./form.tsx";

const fields = formFields({
  legalName: { kind: "text", max: 20, label: "review.legal-name" },
  amount: { kind: "amount", label: "review.amount" },
});

test("carries the session's token, a key of its own and the version the reader saw", () => {
  const html = htmlOf(
    <Form action="/x" expectedVersion={4}>
      {null}
    </Form>,
  );
  assert.match(html, /name="_csrf" value="token"/);
  assert.match(html, /name="_key" value="key-of-a-form-1"/);
  assert.match(html, /name="expectedVersion" value="4"/);
});

test("two forms of a page have two keys", () => {
  const html = htmlOf(
    <>
      <Form action="/x">{null}</Form>
      <Form action="/y">{null}</Form>
    </>,
  );
  assert.match(html, /key-of-a-form-1[\s\S]*key-of-a-form-2/);
});

test("shown again with faults, it keeps what was typed and says what is wrong on top and beside the field", () => {
  const html = htmlOf(
    <Form
      action="/x"
      fields={fields}
      faults={[{ path: "legalName", code: "text-over-limit", facts: { max: 20 } }]}
      typed={{ legalName: 'A <b>"long"</b> name' }}
    >
      <TextField name="legalName" value="stored" />
    </Form>,
  );
  assert.match(html, /^<form[^>]*><div class="error-summary" role="alert" tabindex="-1" autofocus/i);
  assert.match(html, /href="#f-legalName">Legal name — This is longer than 20 characters\./);
  assert.match(html, /value="A &lt;b>&quot;long&quot;&lt;\/b> name"/);
  assert.match(html, /aria-describedby="f-legalName-fault" aria-invalid="?true/);
});

test("what was typed wins over what is stored, even when it is empty", () => {
  const html = htmlOf(
    <Form action="/x" fields={fields} typed={{ legalName: "" }}>
      <TextField name="legalName" value="stored" />
    </Form>,
  );
  assert.doesNotMatch(html, /stored/);
});

test("a password is never written back", () => {
  const html = htmlOf(
    <Form action="/x" typed={{ secret: "hunter2" }}>
      <TextField name="secret" label="Secret" type="password" />
    </Form>,
  );
  assert.doesNotMatch(html, /hunter2/);
});

test("an amount reads back what was understood, and nothing when it was not", () => {
  const drawn = (amount: string) =>
    htmlOf(
      <Form action="/x" fields={fields} typed={{ "amount.amount": amount, "amount.currency": "EUR" }}>
        <AmountField name="amount" currency="EUR" />
      </Form>,
    );
  assert.match(drawn("١٢٣٤٫٥"), /Understood as 1\u202f234\.50\u00a0EUR/);
  assert.doesNotMatch(drawn("1,234"), /Understood/);
});

test("a date shows its parts as typed, however wrong", () => {
  const html = htmlOf(
    <Form action="/x" typed={{ "on.day": "٣١", "on.month": "x" }}>
      <DateField name="on" label="On" value="2027-01-02" />
    </Form>,
  );
  assert.match(html, /value="٣١"/);
  assert.match(html, /value="x"/);
  assert.match(html, /value="2027"/);
});

test("choices keep every answer that was ticked", () => {
  const options = ["a", "b", "c"].map((value) => ({ value, text: value }));
  const html = htmlOf(
    <Form action="/x" typed={{ many: ["a", "c"], one: "b" }}>
      <Checkboxes name="many" label="Many" options={options} values={["b"]} />
      <Radios name="one" label="One" options={options} />
    </Form>,
  );
  assert.deepEqual(
    [...html.matchAll(/value="(\w)" checked/g)].map((m) => m[1]),
    ["a", "c", "b"],
  );
});
