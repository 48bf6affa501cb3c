import type { ObservationStatus } from "../generated/operations.js";

interface MarkProps {
  readonly status: ObservationStatus;
  readonly x: number;
  readonly y: number;
}

const SIZE = 5;

/** A measured value on a chart; how sure it is shows in the shape. */
export function Mark({ status, x, y }: MarkProps) {
  switch (status) {
    case "NORMAL":
      return <circle className="mark" cx={x} cy={y} r={SIZE} />;
    case "PROVISIONAL":
      return <circle className="mark hollow" cx={x} cy={y} r={SIZE} />;
    case "ESTIMATED":
      return <rect className="mark hollow" x={x - SIZE} y={y - SIZE} width={2 * SIZE} height={2 * SIZE} />;
    case "INCONSISTENT":
      return <path className="mark wrong" d={`M${x} ${y - 8}l8 8-8 8-8-8z`} />;
  }
}
