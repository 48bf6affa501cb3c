import { badCursor, outOfRange, badInput } from "../errors/input-errors.js";
import type { Observation } from "../rows/observation.js";
import type { ObservationConnection } from "../rows/observation-connection.js";

const DEFAULT_FIRST = 20;
const MAX = 100;

/** Arguments of the field `observations`; days as YYYY-MM-DD, both included. */
export interface ObservationPageArguments {
  readonly from?: string | null | undefined;
  readonly to?: string | null | undefined;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

/**
 * A page of an indicator's observations whose period overlaps from..to, in the order given (oldest first). `first` is 20 when
 * left out, at most 100. A cursor names an observation, so it stays good when others are added.
 */
export function pageOfObservations(
  indicatorId: string,
  observations: readonly Observation[],
  { from, to, first, after }: ObservationPageArguments,
): ObservationConnection {
  const size = first ?? DEFAULT_FIRST;
  if (size < 1 || size > MAX) throw outOfRange("first", size, `1 to ${MAX}`);
  if (from && to && from > to) {
    throw badInput(`Expected from to be no later than to; got from ${from}, to ${to}: swap them.`);
  }
  const matching = observations.filter(
    ({ period }) => (!to || period.earliest <= to) && (!from || period.latest === null || period.latest >= from),
  );
  const start = after == null ? 0 : indexAfter(matching, indicatorId, after);
  const nodes = matching.slice(start, start + size);
  const edges = nodes.map((node) => ({ node, cursor: writeCursor(indicatorId, node) }));
  return {
    edges,
    nodes,
    totalCount: matching.length,
    pageInfo: {
      hasNextPage: start + nodes.length < matching.length,
      hasPreviousPage: start > 0,
      startCursor: edges.at(0)?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

function indexAfter(observations: readonly Observation[], indicatorId: string, cursor: string): number {
  const seq = readCursor(indicatorId, cursor);
  const index = observations.findIndex((observation) => String(observation.seq) === seq);
  if (index < 0) throw badCursor("a cursor of an observation between from and to");
  return index + 1;
}

function writeCursor(indicatorId: string, { seq }: Observation): string {
  return Buffer.from(JSON.stringify([indicatorId, String(seq)])).toString("base64url");
}

function readCursor(indicatorId: string, cursor: string): string {
  try {
    const [owner, seq] = JSON.parse(Buffer.from(cursor, "base64url").toString()) as unknown[];
    if (owner === indicatorId && typeof seq === "string") return seq;
  } catch {
    // Whatever cannot be read was not made here; the message is the same.
  }
  throw badCursor(`an endCursor of the observations of ${indicatorId}`);
}
