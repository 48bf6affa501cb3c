import { createHash } from "node:crypto";
import { HubError } from "../../errors.js";
import { type Json, type JsonObject, isJsonArray, isJsonObject } from "../../base/json.js";
import type { CopyValue } from "./copy-value.js";

const DEFAULT_FIRST = 20;
const MAX = 100;

/** Arguments of the field `observations`; days as YYYY-MM-DD, both included. */
export interface PageArguments {
  readonly from?: string | null | undefined;
  readonly to?: string | null | undefined;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

export interface Page {
  readonly edges: readonly { readonly cursor: string; readonly node: CopyValue }[];
  readonly nodes: readonly CopyValue[];
  readonly pageInfo: object;
  readonly totalCount: number;
}

/**
 * A page of the observations in a copy whose period overlaps from..to, oldest first as the owner gave them. `first` is 20 when left
 * out, at most 100. Cursors are the hub's own: the owner does not know them, nor the hub the owner's.
 */
export function pageOfCopies(record: CopyValue, field: string, { from, to, first, after }: PageArguments): Page | null {
  const connection = record.value[field];
  if (!isJsonObject(connection)) return null;
  const size = first ?? DEFAULT_FIRST;
  if (size < 1 || size > MAX) throw badInput(`Expected first to be 1 to ${MAX}; got ${size}.`);
  if (from && to && from > to) {
    throw badInput(`Expected from to be no later than to; got from ${from}, to ${to}: swap them.`);
  }
  const place = `${record.placeOf(field)}.nodes`;
  const all = isJsonArray(connection["nodes"]) ? connection["nodes"] : [];
  const edges = all
    .map((value, index) => ({ value, place: `${place}.${index}` }))
    .filter((each): each is { value: JsonObject; place: string } => isWithin(each.value, from, to))
    .map((each) => ({ cursor: cursorOf(record, each.value), node: record.element(each.value, each.place) }));
  const start = after ? indexOf(edges, after) + 1 : 0;
  const page = edges.slice(start, start + size);
  return {
    edges: page,
    nodes: page.map(({ node }) => node),
    totalCount: edges.length,
    pageInfo: {
      hasNextPage: start + page.length < edges.length,
      hasPreviousPage: start > 0,
      startCursor: page.at(0)?.cursor ?? null,
      endCursor: page.at(-1)?.cursor ?? null,
    },
  };
}

function isWithin(value: Json, from: string | null | undefined, to: string | null | undefined): boolean {
  const period = isJsonObject(value) ? value["period"] : undefined;
  if (!isJsonObject(period)) return false;
  const { earliest, latest } = period;
  return (
    !(to && typeof earliest === "string" && earliest > to) && !(from && typeof latest === "string" && latest < from)
  );
}

/** Names the observation by what it says, so that it stays good when others are added. */
function cursorOf(record: CopyValue, value: JsonObject): string {
  return createHash("sha256")
    .update(JSON.stringify([record.copy.content["id"], value["period"], value["dimensions"], value["value"]]))
    .digest("base64url");
}

function indexOf(edges: readonly { readonly cursor: string }[], cursor: string): number {
  const index = edges.findIndex((edge) => edge.cursor === cursor);
  if (index < 0) {
    throw badInput(
      "Expected after to be a cursor of the hub's copy, of an observation between from and to; got another: leave after out to begin anew.",
    );
  }
  return index;
}

function badInput(message: string): HubError {
  return new HubError("BAD_USER_INPUT", message);
}
