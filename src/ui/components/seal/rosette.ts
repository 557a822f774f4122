/**
 * The guilloche rosette of a commitment: the same commitment always draws the same rosette, on page, certificate and
 * badge. It is an ornament to be recognised, not a proof: the check is the proof.
 *
 * @param commitment 64 hex digits (SHA-256); shorter ones are read as if padded with zeroes
 * @returns two SVG path strings in a box of 100 × 100, together below 1.2 kB
 */
export function rosette(commitment: string): { readonly outer: string; readonly inner: string } {
  const byte = (at: number): number => Number.parseInt(commitment.slice(at * 2, at * 2 + 2).padEnd(2, "0"), 16) || 0;
  const outer = curve({
    lobes: 7 + (byte(0) % 9), turns: 2 + (byte(1) % 3), radius: 33, depth: 8 + (byte(2) % 6), phase: byte(3) / 40,
  });
  const inner = curve({
    lobes: 5 + (byte(4) % 7), turns: 2 + (byte(5) % 2), radius: 17, depth: 5 + (byte(6) % 5), phase: byte(7) / 40,
  });
  return { outer, inner };
}

interface Curve {
  readonly lobes: number;
  readonly turns: number; // strands of the braid
  readonly radius: number;
  readonly depth: number;
  readonly phase: number; // radians
}

/** One closed line that winds `turns` times and swings `lobes` times: r = radius + depth · cos(lobes/turns · a). */
function curve({ lobes, turns, radius, depth, phase }: Curve): string {
  // A common divisor would close the line early and leave fewer strands.
  const swing = gcd(lobes, turns) === 1 ? lobes : lobes + 1;
  const points = turns * 26;
  const at = (step: number): readonly [number, number] => {
    const angle = (step / points) * turns * 2 * Math.PI;
    const r = radius + depth * Math.cos((swing / turns) * angle + phase);
    return [Math.round(50 + r * Math.cos(angle)), Math.round(50 + r * Math.sin(angle))];
  };
  let path = "";
  // Quadratic steps through midpoints: smooth with few digits. Control points are the curve's own points.
  for (let step = 0; step < points; step++) {
    const [x, y] = at(step);
    const [nx, ny] = at(step + 1);
    const [mx, my] = [Math.round((x + nx) / 2), Math.round((y + ny) / 2)];
    path += step === 0 ? `M${mx} ${my}` : `T${mx} ${my}`;
  }
  return path;
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}
