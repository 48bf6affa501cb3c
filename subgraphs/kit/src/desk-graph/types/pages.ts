import { Int } from "type-graphql";
import { objectType } from "./desk-type.js";

const PageInfo = objectType("PageInfo", "Relay page information.", {
  hasNextPage: { type: () => Boolean, required: true, description: "More are to come." },
  hasPreviousPage: { type: () => Boolean, required: true, description: "Some came before." },
  startCursor: { type: () => String, description: "Of the first; null: the page is empty." },
  endCursor: { type: () => String, description: "Of the last: pass it as after to go on." },
});

/** The connection of a type, and its edge. `what` stands after "A page of". */
export function connectionTypes(name: string, what: string, node: () => object): new () => object {
  const edge = objectType(`${name}Edge`, `One of the ${what}.`, {
    cursor: { type: () => String, required: true, description: "Pass it as after to go on from here." },
    node: { type: node, required: true, description: "Itself." },
  });
  return objectType(`${name}Connection`, `A page of ${what}.`, {
    edges: { type: () => edge, list: true, required: true, description: "With their cursors." },
    nodes: { type: node, list: true, required: true, description: "Themselves." },
    pageInfo: { type: () => PageInfo, required: true, description: "Where the page ends." },
    totalCount: { type: () => Int, required: true, description: "How many there are on all pages." },
  });
}

/** An opaque text for a place in a list. */
export function writeCursor(place: unknown): string {
  return Buffer.from(JSON.stringify(place)).toString("base64url");
}

/** The place that a cursor stands for; undefined: it is none of this list's. */
export function readCursor<T>(cursor: string, isPlace: (value: unknown) => value is T): T | undefined {
  try {
    const place: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString());
    return isPlace(place) ? place : undefined;
  } catch {
    return undefined;
  }
}
