import { useId } from "react";
import { useFormat } from "../shared/format.js";

/** A part of every bar, in the order in which they are stacked. */
export interface BarPart {
  readonly name: string;
  /** Of each bar. */
  readonly counts: readonly number[];
}

interface StackedBarsProps {
  readonly title: string;
  readonly description: string;
  /** What each bar is of. */
  readonly bars: readonly string[];
  readonly parts: readonly BarPart[];
  /** What the highest bar of all charts beside this one has. */
  readonly highest: number;
}

const SIZE = { width: 480, height: 240, left: 8, right: 472, top: 16, bottom: 208 } as const;
/** Below this height a number would not fit into its part. */
const LEGIBLE = 15;

/** Numbers over time as bars of parts, each with its number in it. The table beside it says the same, and more. */
export function StackedBars({ title, description, bars, parts, highest }: StackedBarsProps) {
  const format = useFormat();
  const id = useId();
  const step = (SIZE.right - SIZE.left) / Math.max(bars.length, 1);
  const width = Math.min(step * 0.8, 48);
  const unit = (SIZE.bottom - SIZE.top) / Math.max(highest, 1);
  // Names that would run into each other are left out, the last one never.
  const everySo = Math.ceil(bars.length / 5);
  return (
    <figure className="chart">
      <h3>{title}</h3>
      <svg
        viewBox={`0 0 ${SIZE.width} ${SIZE.height}`}
        role="img"
        aria-labelledby={`${id}t`}
        aria-describedby={`${id}d`}
      >
        <title id={`${id}t`}>{title}</title>
        <desc id={`${id}d`}>{description}</desc>
        <line className="grid" x1={SIZE.left} x2={SIZE.right} y1={SIZE.bottom} y2={SIZE.bottom} />
        {bars.map((bar, index) => {
          const x = rounded(SIZE.left + step * (index + 0.5));
          return (
            <g key={bar}>
              {segmentsOf(parts, index).map(({ name, place, below, count }) => {
                const height = rounded(count * unit);
                const y = rounded(SIZE.bottom - (below + count) * unit);
                return (
                  <g key={name} className={`part part-${place}`}>
                    <title>{`${bar}, ${name}${format.colon}${format.number(count)}`}</title>
                    <rect x={rounded(x - width / 2)} y={y} width={rounded(width)} height={height} />
                    {height >= LEGIBLE && (
                      <text className="count" x={x} y={rounded(y + height / 2)} dy="0.35em">
                        {format.number(count)}
                      </text>
                    )}
                  </g>
                );
              })}
              {(bars.length - 1 - index) % everySo === 0 && (
                <text className="time middle" x={x} y={SIZE.bottom + 22}>
                  {bar}
                </text>
              )}
            </g>
          );
        })}
      </svg>
      <figcaption>
        <ul>
          {parts.map(({ name }, place) => (
            <li key={name}>
              <svg className="sign" viewBox="0 0 24 16" aria-hidden="true">
                <g className={`part part-${place}`}>
                  <rect x="4" y="1" width="16" height="14" />
                </g>
              </svg>{" "}
              {name}
            </li>
          ))}
        </ul>
      </figcaption>
    </figure>
  );
}

interface Segment {
  readonly name: string;
  /** Among all parts. */
  readonly place: number;
  /** How many stand below it. */
  readonly below: number;
  readonly count: number;
}

/** What is not there takes no place. */
function segmentsOf(parts: readonly BarPart[], bar: number): readonly Segment[] {
  let below = 0;
  return parts.flatMap(({ name, counts }, place) => {
    const count = counts[bar] ?? 0;
    const segment = { name, place, below, count };
    below += count;
    return count > 0 ? [segment] : [];
  });
}

/** So that the hub and every browser write the same. */
function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
