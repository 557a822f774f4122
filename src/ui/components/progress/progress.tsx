import type { VNode } from "preact";
import { useSay } from "../../reader.ts";

export interface ProgressParams {
  readonly label: string;
  readonly done: number;
  readonly total: number | null; // null: not known yet
  readonly left?: string | undefined; // time left, in words
}

export function Progress({ label, done, total, left }: ProgressParams): VNode {
  const say = useSay();
  const counts = total === null ? say("ui.progress.some", { done }) : say("ui.progress.counts", { done, total });
  return (
    <div class="progress">
      <label class="progress__label">
        {label}
        <progress value={total === null ? undefined : done} max={total ?? undefined}>{counts}</progress>
      </label>
      <p class="progress__counts">{counts}{left && <> · {left}</>}</p>
    </div>
  );
}
