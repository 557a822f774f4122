/** Basis points: 10 000 is the whole. Every score, share and factor of this engine is such an integer. */
export type BasisPoints = number;

export const whole: BasisPoints = 10_000;

/** `value` times `factor` basis points, rounded down. Both non-negative and below 2^39. */
export function scaled(value: number, factor: BasisPoints): number {
  return Math.floor((value * factor) / whole);
}

/** What share `part` is of `total`, rounded down; 0 when there is no total. */
export function shareOf(part: number, total: number): BasisPoints {
  return total <= 0 ? 0 : Math.floor((part * whole) / total);
}

/**
 * 256 × log2(n) for an integer n ≥ 1, from bit length and a straight line inside the octave (error below 0.09
 * of a bit). Math.log may differ in its last digit from one engine to another; a stored score must not.
 */
export function log2Fixed(n: number): number {
  const top = 31 - Math.clz32(n);
  const rest = n - 2 ** top;
  return top * 256 + Math.floor((rest * 256) / 2 ** top);
}
