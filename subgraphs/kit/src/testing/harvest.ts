import { type RecordKind, recordTypeName, contractFields } from "@segpol/schema";
import { getNamedType, isObjectType, type GraphQLOutputType } from "graphql";
import type { Partner } from "../partner/partner.js";
import { ask, askData } from "./ask.js";

/** One entry of the change feed. */
export interface Change {
  readonly id: string;
  readonly type: string;
  readonly withdrawn: boolean;
  readonly erased: boolean;
}

/** What the feed gave, from a cursor to its end. */
export interface Feed {
  readonly epoch: string;
  readonly changes: readonly Change[];
  readonly cursor: string;
}

/** A record as the hub would read it. */
export type Harvested = Readonly<Record<string, unknown>> & {
  readonly id: string;
  readonly version: number;
  readonly _links: readonly { readonly rel: string; readonly id: string }[];
  readonly _texts: readonly {
    readonly field: string;
    readonly language: string;
    readonly text: string;
    readonly original: boolean;
  }[];
};

const FEED = `query ($after: String, $first: Int!) {
  _changes(after: $after, first: $first) { epoch cursor hasMore changes { id type withdrawn erased } }
}`;

/** Reads the change feed to its end, in pages. */
export async function readFeed(
  url: string,
  after: string | null = null,
  first = 500,
  headers: Readonly<Record<string, string>> = {},
): Promise<Feed> {
  const changes: Change[] = [];
  for (let cursor = after; ;) {
    const { _changes: page } = await askData<{ _changes: Feed & { hasMore: boolean } }>(
      url,
      FEED,
      { after: cursor, first },
      headers,
    );
    changes.push(...page.changes);
    if (!page.hasMore) return { epoch: page.epoch, cursor: page.cursor, changes };
    cursor = page.cursor;
  }
}

/** Reads records of one kind with everything that the contract gives that kind, as the hub does. */
export async function readEntities(
  url: string,
  partner: Partner,
  kind: RecordKind,
  ids: readonly string[],
  headers: Readonly<Record<string, string>> = {},
): Promise<(Harvested | null)[]> {
  const typeName = recordTypeName(partner.code, kind);
  return askEntities(
    url,
    typeName,
    ids,
    `${standardSelection(kind)} _links { rel id } _texts { field language text original }`,
    headers,
  );
}

/** Reads some fields of records of one type. */
export async function askEntities<T = Harvested>(
  url: string,
  typeName: string,
  ids: readonly string[],
  selection: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<(T | null)[]> {
  const query = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on ${typeName} { ${selection} } } }`;
  const of = ids.map((id) => ({ __typename: typeName, id }));
  return (await askData<{ _entities: (T | null)[] }>(url, query, { of }, headers))._entities;
}

/** The code of the error that a query is answered with; undefined: none. */
export async function errorCode(
  url: string,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
  headers: Readonly<Record<string, string>> = {},
): Promise<unknown> {
  return (await ask(url, query, variables, headers)).errors[0]?.extensions["code"];
}

function standardSelection(kind: RecordKind): string {
  return contractFields(kind)
    .map(({ name, field }) => `${name} ${selectionOf(field.type, [])}`)
    .join(" ");
}

/** Every field of a value; of one within itself (measures), three levels. */
function selectionOf(type: GraphQLOutputType, around: readonly string[]): string {
  const named = getNamedType(type);
  if (!isObjectType(named)) return "";
  const depth = around.filter((name) => name === named.name).length;
  const fields = Object.values(named.getFields())
    .filter((field) => depth < 2 || getNamedType(field.type) !== named)
    .map((field) => `${field.name} ${selectionOf(field.type, [...around, named.name])}`);
  return `{ ${fields.join(" ")} }`;
}
