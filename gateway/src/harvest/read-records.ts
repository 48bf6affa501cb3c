import { isLanguage, parseRecordId } from "@segpol/schema";
import type { HarvestedLink, HarvestedRecord, HarvestedText, Unread } from "../catalogue/record/harvested-record.js";
import { type Json, type JsonObject, isJsonArray, isJsonObject } from "../base/json.js";
import type { ProjectedRecord } from "../composition/projection/types.js";
import { type PartnerClient, PartnerFailure, type SendOptions } from "../partners/partner-client.js";
import { connectionFields, connectionPageSelection, recordSelection } from "./selection.js";

/** A record to read. */
export interface RecordToRead {
  readonly id: string;
  /** Name of its object type, where the change feed says it. */
  readonly type?: string;
}

/** What came of reading records. */
export interface HarvestResult {
  readonly records: HarvestedRecord[];
  /** Ids of records that the owner, without an error, no longer has. */
  readonly gone: string[];
  readonly unread: Unread[];
}

export interface ReadOptions extends SendOptions {
  readonly batchSize: number;
  /**
   * Whether a record over which the partner fails altogether (an HTTP error, no JSON, no answer in time) is found and told as
   * unread. Default: such a failure is the partner's, and thrown.
   */
  readonly isolate?: boolean;
}

/** More pages of one connection than these are not read: the record is quarantined. */
const MAX_CONNECTION_PAGES = 100;

/** Bytes of one record, read page by page where it has pages; a larger one is quarantined. */
function maxRecordBytes({ maxResponseBytes }: SendOptions): number {
  return maxResponseBytes / 4;
}

/** Bytes of all that is read together, and so is held in memory at once. */
function maxResultBytes({ maxResponseBytes }: SendOptions): number {
  return maxResponseBytes * 2;
}

/** The records that were asked for are too much to hold at once: ask for fewer. */
export class HarvestTooLargeError extends Error {
  override readonly name = "HarvestTooLargeError";
}

/** One record's content is not what was asked for; the message is for a person. */
class UnreadableError extends Error {}

/**
 * Reads records by id, those of one type together. A record for which the owner gives an error is told as unread; the others
 * are read all the same, one by one if need be.
 * @throws PartnerFailure, HarvestTooLargeError (never for a single record)
 */
export async function readRecords(
  client: PartnerClient,
  partner: string,
  types: readonly ProjectedRecord[],
  named: readonly RecordToRead[],
  options: ReadOptions,
): Promise<HarvestResult> {
  const result: HarvestResult = { records: [], gone: [], unread: [] };
  const idsByType = new Map<ProjectedRecord, string[]>();
  for (const [id, claimed] of new Map(named.map((each) => [each.id, each.type]))) {
    const parts = parseRecordId(id);
    const type = parts?.partner === partner ? types.find(({ kind }) => kind === parts.kind) : undefined;
    if (type && (claimed === undefined || claimed === type.typeName)) {
      idsByType.set(type, [...(idsByType.get(type) ?? []), id]);
    } else {
      result.unread.push({
        id,
        code: "FOREIGN_RECORD",
        message: `Expected an id and a type of ${partner}'s own records.`,
      });
    }
  }
  let bytes = 0;
  const counting: PartnerClient = {
    ...client,
    async send(request, sendOptions) {
      const answer = await client.send(request, sendOptions);
      bytes += answer.bytes;
      if (bytes > maxResultBytes(options) && named.length > 1) {
        throw new HarvestTooLargeError(`The records asked for have more than ${maxResultBytes(options)} bytes.`);
      }
      return answer;
    },
  };
  for (const [type, ofType] of idsByType) {
    for (let start = 0; start < ofType.length; start += options.batchSize) {
      await readBatch(counting, type, ofType.slice(start, start + options.batchSize), options, result);
    }
  }
  return result;
}

async function readBatch(
  client: PartnerClient,
  type: ProjectedRecord,
  ids: readonly string[],
  options: ReadOptions,
  into: HarvestResult,
): Promise<void> {
  const query = `query Harvest($representations: [_Any!]!) { _entities(representations: $representations) { ... on ${type.typeName} { ${recordSelection(type)} } } }`;
  let problem: string;
  try {
    const answer = await client.send(
      { query, operationName: "Harvest", variables: { representations: representations(type, ids) } },
      options,
    );
    const entities = answer.data?.["_entities"];
    const withErrors = indexesOf(answer.errors);
    const mayBeLarge = answer.bytes > maxRecordBytes(options);
    if (withErrors && isJsonArray(entities) && entities.length === ids.length) {
      for (const [index, id] of ids.entries()) {
        const entity = withErrors.has(index) ? undefined : entities[index];
        await take(client, type, id, mayBeLarge && isTooLarge(entity, options) ? "TOO_LARGE" : entity, options, into);
      }
      return;
    }
    problem = "The owner answered with an error.";
  } catch (error) {
    if (!isAboutRecords(error, options)) throw error;
    // Whoever is slow is asked for fewer at the next attempt, not for all of them now.
    if (error.reason === "TIMEOUT" && ids.length > 1) throw error;
    problem = `The owner gave ${error.message}.`;
  }
  const [only] = ids;
  if (ids.length === 1 && only !== undefined) {
    into.unread.push({ id: only, code: "UNREADABLE", message: problem });
    return;
  }
  const half = Math.ceil(ids.length / 2);
  await readBatch(client, type, ids.slice(0, half), options, into);
  await readBatch(client, type, ids.slice(half), options, into);
}

async function take(
  client: PartnerClient,
  type: ProjectedRecord,
  id: string,
  entity: Json | undefined,
  options: ReadOptions,
  into: HarvestResult,
): Promise<void> {
  if (entity === null) {
    into.gone.push(id);
    return;
  }
  try {
    if (entity === "TOO_LARGE") throw tooLarge(options);
    if (!isJsonObject(entity)) throw new UnreadableError("The owner answered with an error for the record.");
    into.records.push(harvestedRecord(type, id, await withWholeConnections(client, type, id, entity, options)));
  } catch (error) {
    if (isAboutRecords(error, options)) {
      into.unread.push({ id, code: "UNREADABLE", message: `The owner gave ${error.message}.` });
    } else if (error instanceof UnreadableError) {
      into.unread.push({ id, code: "UNREADABLE", message: error.message });
    } else {
      throw error;
    }
  }
}

/** Whether the partner may give a better answer when asked for fewer records. */
function isAboutRecords(error: unknown, { isolate = false }: ReadOptions): error is PartnerFailure {
  if (!(error instanceof PartnerFailure)) return false;
  const { reason } = error;
  if (reason === "TOO_LARGE") return true;
  return isolate && (reason === "STATUS" || reason === "NOT_GRAPHQL" || reason === "TIMEOUT");
}

function isTooLarge(entity: Json | undefined, options: SendOptions): boolean {
  return entity !== undefined && Buffer.byteLength(JSON.stringify(entity)) > maxRecordBytes(options);
}

function tooLarge(options: SendOptions): UnreadableError {
  return new UnreadableError(`Expected a record of at most ${maxRecordBytes(options)} bytes.`);
}

/** The places of records with errors; undefined when an error cannot be told to be about one record. */
function indexesOf(errors: readonly JsonObject[]): Set<number> | undefined {
  const indexes = new Set<number>();
  for (const { path } of errors) {
    const index = isJsonArray(path) && path[0] === "_entities" ? path[1] : undefined;
    if (typeof index !== "number") return undefined;
    indexes.add(index);
  }
  return indexes;
}

async function withWholeConnections(
  client: PartnerClient,
  type: ProjectedRecord,
  id: string,
  entity: JsonObject,
  options: ReadOptions,
): Promise<JsonObject> {
  const whole: Record<string, Json> = { ...entity };
  let bytes = 0;
  for (const field of connectionFields(type)) {
    const first = entity[field];
    if (!isJsonObject(first)) continue;
    const nodes = [...nodesOf(first)];
    let after = nextCursor(first);
    for (let page = 1; after !== undefined; page += 1) {
      if (page >= MAX_CONNECTION_PAGES)
        throw new UnreadableError(`Expected at most ${MAX_CONNECTION_PAGES} pages of ${field}.`);
      const { connection, size } = await readConnectionPage(client, type, id, field, after, options);
      bytes += size;
      if (bytes > maxRecordBytes(options)) throw tooLarge(options);
      nodes.push(...nodesOf(connection));
      after = nextCursor(connection);
    }
    whole[field] = { nodes };
  }
  return whole;
}

async function readConnectionPage(
  client: PartnerClient,
  type: ProjectedRecord,
  id: string,
  field: string,
  after: string,
  options: ReadOptions,
): Promise<{ readonly connection: JsonObject; readonly size: number }> {
  const query = `query Harvest($representations: [_Any!]!, $after: String) { _entities(representations: $representations) { ... on ${type.typeName} { ${connectionPageSelection(type, field)} } } }`;
  const { data, errors, bytes } = await client.send(
    { query, operationName: "Harvest", variables: { representations: representations(type, [id]), after } },
    options,
  );
  const entities = data?.["_entities"];
  const entity = isJsonArray(entities) ? entities[0] : undefined;
  const connection = isJsonObject(entity) ? entity[field] : undefined;
  if (errors.length > 0 || !isJsonObject(connection))
    throw new UnreadableError(`The owner answered with an error for a page of ${field}.`);
  return { connection, size: bytes };
}

function nodesOf(connection: JsonObject): readonly Json[] {
  const nodes = connection["nodes"];
  return isJsonArray(nodes) ? nodes : [];
}

function nextCursor(connection: JsonObject): string | undefined {
  const info = connection["pageInfo"];
  if (!isJsonObject(info) || info["hasNextPage"] !== true) return undefined;
  const cursor = info["endCursor"];
  if (typeof cursor !== "string") throw new UnreadableError("Expected a cursor on a page that is not the last.");
  return cursor;
}

function harvestedRecord(type: ProjectedRecord, id: string, entity: JsonObject): HarvestedRecord {
  const { __typename: typeName, _links: links, _texts: texts, ...content } = entity;
  if (typeName !== type.typeName || content["id"] !== id) {
    throw new UnreadableError(`Expected ${type.typeName} ${id}; the owner answered with another record.`);
  }
  if (isNestedTooDeep(content)) throw new UnreadableError("The record's values are nested deeper than the hub reads.");
  return {
    id,
    typeName: type.typeName,
    kind: type.kind,
    content,
    links: isJsonArray(links) ? links.map(readLink) : [],
    texts: isJsonArray(texts) ? texts.map(readText) : [],
  };
}

function readLink(link: Json): HarvestedLink {
  if (isJsonObject(link)) {
    const { rel, id } = link;
    if (typeof rel === "string" && typeof id === "string") return { rel, id };
  }
  throw new UnreadableError("Expected every one of _links to have rel and id.");
}

function readText(entry: Json): HarvestedText {
  if (isJsonObject(entry)) {
    const { field, language, text, original } = entry;
    if (
      typeof field === "string" &&
      isLanguage(language) &&
      typeof text === "string" &&
      typeof original === "boolean"
    ) {
      return { field, language, text, original };
    }
  }
  throw new UnreadableError("Expected every one of _texts to have field, language, text and original.");
}

/** On the last level that is read, values have nothing but the name of their type. */
function isNestedTooDeep(value: Json): boolean {
  if (isJsonArray(value)) return value.some(isNestedTooDeep);
  return isJsonObject(value) && ("__typename" in value || Object.values(value).some(isNestedTooDeep));
}

function representations(type: ProjectedRecord, ids: readonly string[]): JsonObject[] {
  return ids.map((id) => ({ __typename: type.typeName, id }));
}
