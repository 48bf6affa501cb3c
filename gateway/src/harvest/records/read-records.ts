import { parseRecordId } from "@segpol/schema";
import type { Visibility } from "@segpol/identity";
import type { HarvestedRecord, Unread } from "../../catalogue/record/harvested-record.js";
import type { RecordFinding } from "../../catalogue/record/record-finding.js";
import { type Json, type JsonObject, isJsonArray, isJsonObject } from "../../base/json.js";
import type { ProjectedRecord } from "../../composition/projection/types.js";
import { type PartnerClient, PartnerFailure, type SendOptions } from "../../partners/partner-client.js";
import { harvestedRecord } from "./harvested-answer.js";
import { readVisibilities } from "./read-visibilities.js";
import { maxRecordBytes, maxResultBytes, recordTooLarge } from "./record-bytes.js";
import { recordSelection } from "./selection.js";
import { MEND_AT_OWNER, UnreadableError } from "./unreadable-error.js";
import { withWholeConnections } from "./whole-connections.js";

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

/** The records that were asked for are too much to hold at once: ask for fewer. */
export class HarvestTooLargeError extends Error {
  override readonly name = "HarvestTooLargeError";
}

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
        finding: {
          field: null,
          expected: `an id and a type of ${partner}'s own records`,
          got: claimed === undefined ? id : `${id} of type ${claimed}`,
          mend: "Name records of one's own alone in the change feed, each with its own type.",
        },
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
  const told = await visibilitiesOf(client, types, result.unread, options);
  const unread = result.unread.map((each) => {
    const visibility = told.get(each.id);
    return visibility ? { ...each, visibility } : each;
  });
  return { ...result, unread };
}

/** Who may see records that cannot be read whole, as far as their owner says so. */
async function visibilitiesOf(
  client: PartnerClient,
  types: readonly ProjectedRecord[],
  unread: readonly Unread[],
  options: ReadOptions,
): Promise<ReadonlyMap<string, Visibility>> {
  const own = unread.filter(({ code }) => code === "UNREADABLE").map(({ id }) => id);
  return own.length === 0 ? new Map() : await readVisibilities(client, types, own, { ...options, isolate: true });
}

async function readBatch(
  client: PartnerClient,
  type: ProjectedRecord,
  ids: readonly string[],
  options: ReadOptions,
  into: HarvestResult,
): Promise<void> {
  const query = `query Harvest($representations: [_Any!]!) { _entities(representations: $representations) { ... on ${type.typeName} { ${recordSelection(type)} } } }`;
  let got: string;
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
        await take(client, type, id, entity, { ...options, mayBeLarge }, into);
      }
      return;
    }
    got = "an error for all that were asked together";
  } catch (error) {
    if (!isAboutRecords(error, options)) throw error;
    // Whoever is slow is asked for fewer at the next attempt, not for all of them now.
    if (error.reason === "TIMEOUT" && ids.length > 1) throw error;
    got = error.message;
  }
  const [only] = ids;
  if (ids.length === 1 && only !== undefined) {
    into.unread.push({ id: only, code: "UNREADABLE", finding: noAnswer(got) });
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
  { mayBeLarge, ...options }: ReadOptions & { readonly mayBeLarge: boolean },
  into: HarvestResult,
): Promise<void> {
  if (entity === null) {
    into.gone.push(id);
    return;
  }
  try {
    if (!isJsonObject(entity)) throw new UnreadableError(noAnswer("an error"));
    const bytes = mayBeLarge ? Buffer.byteLength(JSON.stringify(entity)) : 0;
    if (bytes > maxRecordBytes(options)) throw recordTooLarge(bytes, options);
    into.records.push(harvestedRecord(type, id, await withWholeConnections(client, type, id, entity, options)));
  } catch (error) {
    if (isAboutRecords(error, options)) {
      into.unread.push({ id, code: "UNREADABLE", finding: noAnswer(error.message) });
    } else if (error instanceof UnreadableError) {
      into.unread.push({ id, code: "UNREADABLE", finding: error.finding });
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

function noAnswer(got: string): RecordFinding {
  return { field: null, expected: "the record without an error", got, mend: MEND_AT_OWNER };
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

function representations(type: ProjectedRecord, ids: readonly string[]): JsonObject[] {
  return ids.map((id) => ({ __typename: type.typeName, id }));
}
