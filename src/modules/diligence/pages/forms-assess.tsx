import { kinds, questionnaireFields, type Kind } from "./form-fields.ts";
import { AmountField, Checkboxes, Radios, Select, TextArea } from "../../../ui/components/index.ts";
import { formFields } from "../../../ui/form.ts";
import type { Page } from "../../../ui/page.ts";
import { questionnaireOf } from "../spec/in-force.ts";
import { casePages } from "./case-form.tsx";
import { textIn } from "./parts.tsx";
import { answerPages } from "./form-answer.tsx";
import { evidencePages } from "./form-evidence.tsx";

interface Seats {
  readonly seats: readonly { field: string; role: string; people: readonly { account: string; name: string }[] }[];
}

const seatFields = formFields({
  analyst: { kind: "text", max: 40, label: "diligence.field.analyst" },
  reviewer: { kind: "text", max: 40, label: "diligence.field.reviewer" },
  complianceOfficer: { kind: "text", max: 40, label: "diligence.field.complianceOfficer" },
});

const peoplePages = casePages({
  path: "/people",
  event: "assign",
  deed: "diligence.assign-people",
  words: "diligence.people",
  fields: () => seatFields,
  async body(ask, view) {
    const found = await ask.answer<Seats>("diligence.seats", {});
    return (
      <>
        {(found?.seats ?? []).map((seat) => (
          <Select
            key={seat.field}
            name={seat.field}
            value={view.of[seat.field as "analyst"] ?? ""}
            options={seat.people.map((p) => ({ value: p.account, text: p.name }))}
          />
        ))}
      </>
    );
  },
  toAsk: (values) => values,
});

const scopePages = casePages({
  path: "/scope",
  event: "draw-scope",
  deed: "diligence.draw-scope",
  words: "diligence.scope",
  fields: (ask) => questionnaireFields(questionnaireOf(ask.world)),
  body: (ask, view) => {
    const { say, organisation } = ask;
    const { purposes } = questionnaireOf(ask.world);
    const { scope } = view.of;
    const yesNo = [
      { value: "yes", text: say("ui.yes") },
      { value: "no", text: say("ui.no") },
    ];
    const stored = (holds: boolean): string => (scope.at === null ? "" : holds ? "yes" : "no");
    return (
      <>
        <Checkboxes
          name="kinds"
          values={scope.kinds}
          options={kinds.map((k: Kind) => ({ value: k, text: say(`diligence.kind.${k}`) }))}
        />
        <Checkboxes
          name="purposes"
          values={scope.purposes}
          options={Object.entries(purposes).map(([value, texts]) => ({ value, text: textIn(say, texts) }))}
        />
        <AmountField
          name="valueUpTo"
          currency={organisation.currency}
          currencies={[organisation.currency]}
          money={scope.at === null ? undefined : { minor: scope.valueUpToMinor, currency: organisation.currency }}
        />
        <Radios inline name="softwareTouchesData" options={yesNo} value={stored(scope.softwareTouchesData)} />
        <Radios inline name="threatExchange" options={yesNo} value={stored(scope.threatExchange)} />
      </>
    );
  },
  toAsk: ({ valueUpTo, ...rest }) => ({ ...rest, valueUpToMinor: valueUpTo.minor.toString() }),
  faultPath: (path) => (path === "valueUpToMinor" ? "valueUpTo" : path),
});

const reviewFields = formFields({
  words: { kind: "text", max: 2_000, label: "diligence.field.returnWords" },
});

const returnPages = casePages({
  path: "/return",
  event: "return",
  deed: "diligence.return-case",
  words: "diligence.return",
  fields: () => reviewFields,
  body: () => <TextArea name="words" />,
  toAsk: (values) => values,
});

export const assessPages: readonly Page[] = [
  ...peoplePages,
  ...scopePages,
  ...answerPages,
  ...evidencePages,
  ...returnPages,
];
