/** The four risk levels, mildest first. The order is the meaning: compare by position, never by name. */
export const levels = ["low", "moderate", "substantial", "high"] as const;
export type Level = (typeof levels)[number];

/** Upper ends of the first three levels in criterion points (0 to 100): 0–19, 20–39, 40–59, 60 and above. */
const firstPointsAbove = [20, 40, 60] as const;

/** @param points criterion score, integer 0 to 100. Source: regulation art. 15, questionnaire scoring table. */
export function levelOf(points: number): Level {
  const rank = firstPointsAbove.filter((first) => points >= first).length;
  return levelAt(rank);
}

export function rankOf(level: Level): number {
  return levels.indexOf(level);
}

/** The level at a rank; ranks beyond the ends stay at the ends. */
export function levelAt(rank: number): Level {
  return levels[Math.min(Math.max(rank, 0), levels.length - 1)] ?? "high";
}

export function worseLevel(a: Level, b: Level): Level {
  return rankOf(a) >= rankOf(b) ? a : b;
}

/** True when `level` is `from` or worse. */
export function isAtLeast(level: Level, from: Level): boolean {
  return rankOf(level) >= rankOf(from);
}
