import type { VNode } from "preact";
import { Name, StateTag, Table } from "../../../../ui/components/index.ts";
import type { Say } from "../../../../ui/say.ts";
import type { CivilDate } from "../../../../kernel/instants.ts";
import type { GateResult } from "../../intake/gate.ts";

const tones = { passed: "verified", look: "pending", stop: "stop" } as const;

/** Each question of the gate: answer, reason with its facts, source, clause. */
export function GateTable({ say, gate }: { readonly say: Say; readonly gate: readonly GateResult[] }): VNode {
  return (
    <Table
      caption={say("partners.gate.caption")} rows={gate} rowKey={(g) => g.check} dense
      columns={[
        {
          key: "check",
          head: say("partners.gate.check"),
          rowHead: true,
          cell: (g) => say(`partners.gate.${g.check}`),
        },
        {
          key: "outcome",
          head: say("partners.gate.outcome"),
          cell: (g) => <StateTag tone={tones[g.outcome]} word={say(`partners.gate.outcome-${g.outcome}`)} />,
        },
        { key: "reason", head: say("partners.gate.reason"), cell: (g) => <Reason say={say} result={g} /> },
        { key: "source", head: say("partners.gate.source"), cell: (g) => say(`partners.gate.source-${g.source}`) },
        { key: "clause", head: say("partners.gate.clause"), cell: (g) => <span dir="ltr">{g.clause}</span> },
      ]}
    />
  );
}

function Reason({ say, result }: { readonly say: Say; readonly result: GateResult }): VNode {
  return (
    <>
      {reasonOf(say, result)}
      {result.others.length > 0 && (
        <ul>
          {result.others.map((o) => (
            <li key={o.id}>
              <Name text={o.name} to={`/partners/${o.id}`} />{" "}
              <span class="quiet">{say(`partners.state.${o.state}`)}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

export function reasonOf(say: Say, result: GateResult): string {
  const { check, outcome, facts } = result;
  const day = (name: string): string => say.day(String(facts[name] ?? "1970-01-01") as CivilDate);
  switch (check) {
    case "legal-status":
      return say(`partners.gate.why.legal-status-${outcome === "passed" ? "passed" : "stop"}`, {
        form: say(`partners.legal-form.${String(facts["legalForm"])}`),
      });
    case "register-evidence":
      return say(`partners.gate.why.register-evidence-${outcome === "passed" ? "passed" : "stop"}`);
    case "earlier-refusal":
      return outcome === "passed"
        ? say("partners.gate.why.earlier-refusal-passed")
        : say(`partners.gate.why.earlier-refusal-${outcome}`, { refusedOn: day("refusedOn"), until: day("until") });
    case "ownership":
      return say(`partners.gate.why.ownership-${outcome === "passed" ? "passed" : "look"}`, {
        depth: Number(facts["depth"]),
      });
    case "declaration":
      return say("partners.gate.why.declaration-passed", {
        day: day("signedOn"),
        count: Number(facts["signatories"]),
      });
    case "duplicate-register":
    case "duplicate-lei":
    case "near-name": return say(`partners.gate.why.${check}`, { count: Number(facts["count"]) });
  }
}
