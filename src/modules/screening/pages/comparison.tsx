import type { ComponentChildren, VNode } from "preact";
import type { ExplainedFeature, Explanation } from "../../../engines/matching/index.ts";
import { parseCivilDate } from "../../../kernel/instants.ts";
import { Table } from "../../../ui/components/index.ts";
import { useSay } from "../../../ui/reader.ts";
import type { Say } from "../../../ui/say.ts";
import { Bar, NameWithReading } from "./parts.tsx";

interface Line {
  readonly key: string;
  readonly feature: string;
  readonly asked: ComponentChildren;
  readonly listed: ComponentChildren;
  readonly relation: string; // in words
  readonly points: number | null; // of the score: these add up to it
  readonly bar?: number; // drawn for a word: its part of what the whole name adds, which is counted there
}

/** Asked and listed side by side, word by word and feature by feature, with what each adds to the score. */
export function Comparison({ explanation }: { readonly explanation: Explanation }): VNode {
  const say = useSay();
  const lines = [...wordLines(say, explanation), ...featureLines(say, explanation)];
  return (
    <Table
      caption={say("screening.hit.compared")} captionHidden rows={lines} rowKey={(l) => l.key}
      columns={[
        { key: "feature", head: say("screening.column.feature"), rowHead: true, cell: (l) => l.feature },
        { key: "asked", head: say("screening.column.asked"), cell: (l) => l.asked },
        { key: "listed", head: say("screening.column.listed"), cell: (l) => l.listed },
        { key: "relation", head: say("screening.column.relation"), cell: (l) => l.relation },
        { key: "bar", head: say("screening.column.contribution"),
          cell: (l) => (l.bar ?? l.points) !== null && <Bar points={l.bar ?? l.points ?? 0} /> },
        { key: "points", head: say("screening.column.points"), numeric: true, cell: (l) =>
          l.points !== null && signed(say, l.points) },
      ]}
      foot={[say("screening.column.score"), null, null, null, null,
        <strong>{say.share(explanation.scoreBps)}</strong>]}
    />
  );
}

function signed(say: Say, points: number): VNode {
  const text = say.share(Math.abs(points));
  return <span class="screening-points" dir="ltr">{points < 0 ? `−${text}` : `+${text}`}</span>;
}

const dash = <span class="quiet">—</span>;

/** The words of the best pair of names. Their points are shares of what the name as a whole adds. */
function wordLines(say: Say, { name, features }: Explanation): Line[] {
  if (!name) return [];
  const feature = features.find((f) => f.feature === "name");
  const whole = feature?.counts ? feature.points : 0;
  const total = name.pairs.reduce((sum, p) => sum + p.contributionBps, 0);
  const ordered = [...name.pairs].sort((a, b) => a.asked.start - b.asked.start);
  const pairs = ordered.map((p, i): Line => ({
    key: `pair-${i}`, feature: say("screening.feature.word"), asked: <bdi dir="auto">{p.asked.text}</bdi>,
    listed: <bdi dir="auto">{p.listed.text}</bdi>, relation: say(`screening.relation.${p.relation}`),
    points: null,
    bar: total === 0 ? 0 : Math.floor((whole * p.contributionBps) / total),
  }));
  const missing = (side: "asked" | "listed", words: readonly { text: string }[]): Line[] =>
    words.map((w, i) => ({
    key: `${side}-${i}`, feature: say("screening.feature.word"), points: null,
    asked: side === "asked" ? <bdi dir="auto">{w.text}</bdi> : dash, listed: side === "listed"
      ? <bdi dir="auto">{w.text}</bdi> : dash,
    relation: say(`screening.relation.only-${side}`),
  }));
  const rules = name.adjustments.map((a): Line => ({
    key: a.rule, feature: say("screening.feature.rule"), asked: dash, listed: dash, points: null,
    relation: say(`screening.rule.${a.rule}`, { share: say.share(a.factorBps) }),
  }));
  return [...pairs, ...missing("asked", name.missingAsked), ...missing("listed", name.missingListed),
    ...rules];
}

function featureLines(say: Say, { features }: Explanation): Line[] {
  return features.map((f): Line => ({
    key: f.feature, feature: say(`screening.feature.${f.feature}`), asked: value(say, f, f.asked),
      listed: value(say, f, f.listed),
    relation: f.counts ? relationOf(say, f) : say("screening.relation.outdone"), points: f.counts ? f.points
      : null,
  }));
}

function relationOf(say: Say, f: ExplainedFeature): string {
  return f.relation === "name" ? say("screening.relation.name", { share: say.share(f.shareBps) })
    : say(`screening.relation.${f.relation}`);
}

function value(say: Say, f: ExplainedFeature, text: string): ComponentChildren {
  if (f.relation === "name") return <NameWithReading text={text} />;
  if (f.feature === "country") return text.split(" ").map((code) => say.country(code)).join(" · ");
  if (f.feature === "gender") return say(`screening.gender.${text}`);
  if (f.feature !== "birth-date") return <bdi dir="ltr">{text}</bdi>;
  const day = parseCivilDate(text);
  return day ? say.day(day) : <bdi dir="ltr">{text}</bdi>;
}
