import { LANGUAGES, recordTypeName, type RecordKind } from "@segpol/schema";
import pg from "pg";
import { query } from "../e2e/support/graph.ts";
import { TABLES } from "./contents.ts";
import { firstDifference } from "./difference.ts";
import { standardSelection, storedSelection } from "./graph-selection.ts";
import { APPLICATION } from "./writer.ts";

export interface Owner {
  readonly code: string;
  readonly kinds: readonly RecordKind[];
  /** Its graph, without anything in between. */
  readonly url: string;
  readonly databaseUrl: string;
  /** Of somebody who may see everything that it publishes. */
  readonly authorization: string;
}

export interface Comparison {
  readonly records: number;
  readonly problems: string[];
}

type Value = Record<string, unknown> & { readonly id: string };
interface Entity extends Value {
  readonly _links: readonly { rel: string; id: string }[];
  readonly _texts: readonly { field: string; language: string; text: string; original: boolean }[];
}

const LISTS: Readonly<Record<RecordKind, string>> = {
  Event: "events",
  Publication: "publications",
  Recommendation: "recommendations",
  LegitimacyIndicator: "legitimacyIndicators",
};
/** With every field, pages of 100 would cost more than the hub lets a query cost. */
const AT_A_TIME = 10;

/** Holds everything that the hub has of an owner's records against the owner: its index, and its graph in each language. */
export async function compareWithOwner(owner: Owner, hubUrl: string, hubDatabaseUrl: string): Promise<Comparison> {
  const problems: string[] = [];
  let records = 0;
  for (const kind of owner.kinds) {
    const ids = await idsAtOwner(owner, kind);
    records += ids.all.length;
    const selection = `${storedSelection(kind)} _links { rel id } _texts { field language text original }`;
    const entities = await readEntities(owner, kind, ids.all, selection);
    problems.push(
      ...compareAll(
        `index, ${owner.code} ${kind}`,
        entities.map(rowOf),
        await rowsAtHub(hubDatabaseUrl, owner.code, kind),
      ),
    );
    for (const language of LANGUAGES) {
      const expected = await readEntities(owner, kind, ids.visible, standardSelection(kind), language);
      const seen = await listAtHub(hubUrl, owner.code, kind, language);
      problems.push(...compareAll(`graph in ${language}, ${owner.code} ${kind}`, expected, seen));
    }
  }
  return { records, problems };
}

function compareAll(where: string, expected: readonly Value[], seen: readonly Value[]): string[] {
  const problems: string[] = [];
  const atHub = new Map(seen.map((each) => [each.id, each]));
  if (atHub.size !== seen.length) problems.push(`${where}: the hub lists ${seen.length - atHub.size} records twice.`);
  for (const each of expected) {
    const found = atHub.get(each.id);
    atHub.delete(each.id);
    if (!found) {
      problems.push(`${where}: ${each.id} is missing at the hub.`);
      continue;
    }
    const difference = firstDifference(each, found);
    if (difference) problems.push(`${where}: ${each.id} ${difference}`);
  }
  for (const id of atHub.keys()) problems.push(`${where}: the hub has ${id}, which its owner has not.`);
  return problems;
}

/** From the tables, not from the feed: the feed is what is tried. */
async function idsAtOwner(
  { databaseUrl }: Owner,
  kind: RecordKind,
): Promise<{ readonly all: string[]; readonly visible: string[] }> {
  const rows = await select<{ id: string; visibility: string }>(
    databaseUrl,
    `select id, visibility from ${TABLES[kind]} where withdrawn_at is null`,
  );
  return {
    all: rows.map(({ id }) => id),
    visible: rows.filter(({ visibility }) => visibility === "PUBLIC").map(({ id }) => id),
  };
}

async function readEntities<T extends Value = Entity>(
  { url, code, authorization }: Owner,
  kind: RecordKind,
  ids: readonly string[],
  selection: string,
  language?: string,
): Promise<T[]> {
  const typeName = recordTypeName(code, kind);
  const text = `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on ${typeName} { ${selection} } } }`;
  const found: T[] = [];
  for (let start = 0; start < ids.length; start += AT_A_TIME) {
    const representations = ids.slice(start, start + AT_A_TIME).map((id) => ({ __typename: typeName, id }));
    const { _entities: entities } = await query<{ _entities: (T | null)[] }>(url, text, {
      variables: { representations },
      headers: { authorization, ...(language && { "accept-language": language.toLowerCase() }) },
    });
    found.push(...entities.filter((entity) => entity !== null));
  }
  return found;
}

async function listAtHub(url: string, code: string, kind: RecordKind, language: string): Promise<Value[]> {
  interface List {
    readonly nodes: readonly Value[];
    readonly totalCount: number;
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  }
  const text = `query ($partners: [ID!], $after: String) {
    list: ${LISTS[kind]}(filter: { partners: $partners }, first: ${AT_A_TIME}, after: $after) {
      totalCount nodes { ... on ${recordTypeName(code, kind)} { ${standardSelection(kind)} } } pageInfo { hasNextPage endCursor }
    }
  }`;
  const found: Value[] = [];
  let after: string | null = null;
  for (;;) {
    const { list }: { list: List } = await query<{ list: List }>(url, text, {
      variables: { partners: [code], after },
      headers: { "accept-language": language.toLowerCase() },
    });
    found.push(...list.nodes);
    if (!list.pageInfo.hasNextPage) {
      if (list.totalCount === found.length) return found;
      throw new Error(`${LISTS[kind]} of ${code}: totalCount is ${list.totalCount}, the pages hold ${found.length}.`);
    }
    after = list.pageInfo.endCursor;
  }
}

/** How the index should hold a record that its owner answers so. */
function rowOf({ _links: links, _texts: texts, ...content }: Entity): Value {
  const byField: Record<string, Record<string, string>> = {};
  for (const { field, language, text, original } of texts) {
    byField[field] = { ...byField[field], [language]: text, ...(original && { original: language }) };
  }
  const seen = new Set<string>();
  const unique = links.filter(({ rel, id }) => !seen.has(`${rel} ${id}`) && seen.add(`${rel} ${id}`));
  return {
    id: content.id,
    version: content["version"],
    visibility: content["visibility"],
    content,
    texts: byField,
    links: unique,
  };
}

async function rowsAtHub(databaseUrl: string, code: string, kind: RecordKind): Promise<Value[]> {
  return await select<Value>(
    databaseUrl,
    `select id, version, visibility, content, texts,
       (select coalesce(json_agg(json_build_object('rel', rel, 'id', target) order by position), '[]') from link
        where link.source = record.id) as links
     from record where partner = $1 and kind = $2`,
    [code, kind],
  );
}

async function select<T extends pg.QueryResultRow>(
  databaseUrl: string,
  sql: string,
  values: unknown[] = [],
): Promise<T[]> {
  // At the hub: sees what the hub itself sees, not what a visitor would.
  const options = "-c segpol.reader={WRITER}";
  const client = new pg.Client({ connectionString: databaseUrl, application_name: APPLICATION, options });
  await client.connect();
  try {
    return (await client.query<T>(sql, values)).rows;
  } finally {
    await client.end();
  }
}
