import { createHash } from "node:crypto";
import { DateScalar } from "@segpol/schema";
import { isJsonObject, type JsonObject } from "../../base/json.js";
import { shown, userError } from "../../base/user-error.js";

const DEFAULT_FIRST = 20;
const MAX = 100;

/** Arguments of the field `observations`; days as the client gave them, both included. */
export interface ObservationArguments {
  readonly from?: unknown;
  readonly to?: unknown;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

/** An observation as harvested, and as it is answered. */
export interface KeptObservation {
  readonly value: JsonObject;
  readonly node: object;
}

/**
 * A page of a record's observations whose period overlaps from..to, oldest first as the owner gave them. `first` is 20 when left
 * out, at most 100. Cursors are the hub's own: the owner does not know them, nor the hub the owner's.
 * @throws GraphQLError with BAD_USER_INPUT
 */
export function pageOfObservations(
  id: string,
  observations: readonly KeptObservation[],
  { from, to, first, after }: ObservationArguments,
): object {
  const size = first ?? DEFAULT_FIRST;
  if (size < 1 || size > MAX) throw userError(`Expected first to be 1 to ${MAX}; got ${size}.`);
  const days = { from: dayOf("from", from), to: dayOf("to", to) };
  if (days.from && days.to && days.from > days.to)
    throw userError(`Expected from to be no later than to; got from ${days.from}, to ${days.to}: swap them.`);
  const matching = observations.filter(({ value }) => isWithin(value, days));
  const start = after ? indexOf(id, matching, after) + 1 : 0;
  const edges = matching
    .slice(start, start + size)
    .map(({ value, node }) => ({ node, cursor: () => cursorOf(id, value) }));
  return {
    edges,
    nodes: edges.map(({ node }) => node),
    totalCount: matching.length,
    pageInfo: {
      hasNextPage: start + edges.length < matching.length,
      hasPreviousPage: start > 0,
      startCursor: () => edges.at(0)?.cursor() ?? null,
      endCursor: () => edges.at(-1)?.cursor() ?? null,
    },
  };
}

interface Days {
  readonly from: string | undefined;
  readonly to: string | undefined;
}

function dayOf(name: string, given: unknown): string | undefined {
  if (given === undefined || given === null) return undefined;
  try {
    return DateScalar.parseValue(given);
  } catch {
    throw userError(`Expected ${name} to be a day such as 2022-03-16; got ${shown(given)}.`);
  }
}

function isWithin({ period }: JsonObject, { from, to }: Days): boolean {
  if (!isJsonObject(period)) return false;
  const { earliest, latest } = period;
  return (
    !(to && typeof earliest === "string" && earliest > to) && !(from && typeof latest === "string" && latest < from)
  );
}

/** Names the observation by what it says, so that it stays good when others are added. */
function cursorOf(id: string, { period, dimensions, value }: JsonObject): string {
  return createHash("sha256")
    .update(JSON.stringify([id, period, dimensions, value]))
    .digest("base64url");
}

function indexOf(id: string, observations: readonly KeptObservation[], cursor: string): number {
  const index = observations.findIndex(({ value }) => cursorOf(id, value) === cursor);
  if (index < 0) {
    throw userError(
      "Expected after to be a cursor of the hub's copy, of an observation between from and to; got another: leave after out to begin anew.",
    );
  }
  return index;
}
