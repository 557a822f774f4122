/**
 * The guilloche rosette of a commitment: the same commitment always draws the same rosette, on page, certificate and
 * badge. It is an ornament to be recognised, not a proof: the check is the proof.
 *
 * @param commitment SHA-256 as 64 hex digits or as base64url; what is missing is read as zero
 * @returns two SVG path strings in a box of 100 × 100, together below 1.3 kB
 */
export function rosette(commitment: string): { readonly outer: string; readonly inner: string } {
  const bytes = Buffer.from(commitment, /^[0-9a-f]{64}$/.test(commitment) ? "hex" : "base64url");
  const byte = (at: number): number => bytes[at] ?? 0;
  const hole = 3 + (byte(1) % 15); // of the outer braid: from a pinhole to a wide ring
  const radius = (44 - hole) / 2;
  const outer = { strands: 10 + (byte(0) % 4), at: hole + radius, across: radius, along: radius, turn: byte(2) };
  const reach = 12 + (byte(4) % 12);
  const inner = {
    strands: 4 + (byte(3) % 4), at: byte(5) % 3 === 0 ? 0 : reach / 3, along: reach, across: 3 + (byte(6) % 8), turn: byte(7),
  };
  return { outer: braid(outer), inner: braid(inner) };
}

interface Braid {
  readonly strands: number; // ovals around the centre, each turned by an equal part of the circle
  readonly at: number; // distance of their centres from the centre
  readonly along: number; // half length towards the rim
  readonly across: number; // half width
  readonly turn: number; // 0–255: where the first strand lies
}

/** Ovals laid round the centre; where they cross, the weave of a banknote appears. */
function braid({ strands, at, along, across, turn }: Braid): string {
  let path = "";
  for (let strand = 0; strand < strands; strand++) {
    const degrees = Math.round(((strand + turn / 256) * 360) / strands);
    const angle = (degrees * Math.PI) / 180;
    const point = (distance: number): string =>
      `${round(50 + distance * Math.cos(angle))} ${round(50 + distance * Math.sin(angle))}`;
    const arc = `A${round(along)} ${round(across)} ${degrees} 1 1 `;
    path += `M${point(at - along)}${arc}${point(at + along)}${arc}${point(at - along)}`;
  }
  return path;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
