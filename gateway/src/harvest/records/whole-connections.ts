import { listLimit } from "@segpol/schema";
import { type Json, type JsonObject, isJsonArray, isJsonObject, jsonList } from "../../base/json.js";
import type { ProjectedRecord } from "../../composition/projection/types.js";
import type { PartnerClient, SendOptions } from "../../partners/partner-client.js";
import { maxRecordBytes, recordTooLarge } from "./record-bytes.js";
import { connectionFields, connectionPageSelection, CONNECTION_PAGE } from "./selection.js";
import { UnreadableError } from "./unreadable-error.js";

/** One entry more than a connection may have tells that it has too many. */
const MAX_PAGES = Math.ceil(listLimit("ObservationConnection", "nodes") / CONNECTION_PAGE) + 1;

/** The record with its connections read to their ends. @throws UnreadableError, and PartnerFailure of the client */
export async function withWholeConnections(
  client: PartnerClient,
  type: ProjectedRecord,
  id: string,
  entity: JsonObject,
  options: SendOptions,
): Promise<JsonObject> {
  const whole: Record<string, Json> = { ...entity };
  let bytes = 0;
  for (const field of connectionFields(type)) {
    const first = entity[field];
    if (!isJsonObject(first)) continue;
    const nodes = [...jsonList(first["nodes"])];
    let after = nextCursor(first, field);
    for (let page = 1; after !== undefined; page += 1) {
      if (page >= MAX_PAGES)
        throw new UnreadableError({
          field,
          expected: `at most ${MAX_PAGES - 1} pages of ${CONNECTION_PAGE} entries`,
          got: "more",
        });
      const { connection, size } = await readPage(client, type, id, field, after, options);
      bytes += size;
      if (bytes > maxRecordBytes(options)) throw recordTooLarge(bytes, options);
      nodes.push(...jsonList(connection["nodes"]));
      after = nextCursor(connection, field);
    }
    whole[field] = { nodes };
  }
  return whole;
}

async function readPage(
  client: PartnerClient,
  type: ProjectedRecord,
  id: string,
  field: string,
  after: string,
  options: SendOptions,
): Promise<{ readonly connection: JsonObject; readonly size: number }> {
  const query = `query Harvest($representations: [_Any!]!, $after: String) { _entities(representations: $representations) { ... on ${type.typeName} { ${connectionPageSelection(type, field)} } } }`;
  const representations = [{ __typename: type.typeName, id }];
  const { data, errors, bytes } = await client.send(
    { query, operationName: "Harvest", variables: { representations, after } },
    options,
  );
  const entities = data?.["_entities"];
  const entity = isJsonArray(entities) ? entities[0] : undefined;
  const connection = isJsonObject(entity) ? entity[field] : undefined;
  if (errors.length > 0 || !isJsonObject(connection))
    throw new UnreadableError({ field, expected: "a page of entries without an error", got: "an error" });
  return { connection, size: bytes };
}

function nextCursor(connection: JsonObject, field: string): string | undefined {
  const info = connection["pageInfo"];
  if (!isJsonObject(info) || info["hasNextPage"] !== true) return undefined;
  const cursor = info["endCursor"];
  if (typeof cursor !== "string")
    throw new UnreadableError({ field, expected: "endCursor on a page that is not the last", got: "none" });
  return cursor;
}
