import { VISIBILITIES, type Visibility } from "@segpol/identity";
import { parseRecordId } from "@segpol/schema";
import { type Json, isJsonArray, isJsonObject } from "../../base/json.js";
import type { ProjectedRecord } from "../../composition/projection/types.js";
import { type PartnerClient, PartnerFailure, type SendOptions } from "../../partners/partner-client.js";

export interface VisibilityOptions extends SendOptions {
  readonly batchSize: number;
  /** Whether records for which the partner gives no answer at all are asked for in smaller parts. */
  readonly isolate?: boolean;
}

/**
 * Reads who may see records, and nothing else of them, so that whatever else is wrong with a record does not keep it open. The ids
 * that are missing in the answer are of records of which the owner does not say it. A type without the field has the contract's
 * default.
 */
export async function readVisibilities(
  client: PartnerClient,
  types: readonly ProjectedRecord[],
  ids: readonly string[],
  options: VisibilityOptions,
): Promise<ReadonlyMap<string, Visibility>> {
  const told = new Map<string, Visibility>();
  for (const type of types) {
    const own = ids.filter((id) => parseRecordId(id)?.kind === type.kind);
    if (!type.harvestableFields.includes("visibility")) {
      for (const id of own) told.set(id, "PUBLIC");
      continue;
    }
    for (let start = 0; start < own.length; start += options.batchSize)
      await readBatch(client, type.typeName, own.slice(start, start + options.batchSize), options, told);
  }
  return told;
}

async function readBatch(
  client: PartnerClient,
  typeName: string,
  ids: readonly string[],
  options: VisibilityOptions,
  told: Map<string, Visibility>,
): Promise<void> {
  const query = `query Harvest($representations: [_Any!]!) { _entities(representations: $representations) { ... on ${typeName} { id visibility } } }`;
  const representations = ids.map((id) => ({ __typename: typeName, id }));
  try {
    const { data } = await client.send({ query, operationName: "Harvest", variables: { representations } }, options);
    const entities = data?.["_entities"];
    for (const entity of isJsonArray(entities) ? entities : []) take(entity, ids, told);
  } catch (error) {
    // What a partner does not answer is not known; what it does of other records counts.
    if (!(error instanceof PartnerFailure)) throw error;
  }
  // One record may have spoilt the answer for all that it was asked with.
  if (!options.isolate || ids.length === 1 || ids.some((id) => told.has(id))) return;
  const half = Math.ceil(ids.length / 2);
  await readBatch(client, typeName, ids.slice(0, half), options, told);
  await readBatch(client, typeName, ids.slice(half), options, told);
}

function take(entity: Json, ids: readonly string[], told: Map<string, Visibility>): void {
  if (!isJsonObject(entity)) return;
  const { id, visibility } = entity;
  const known = VISIBILITIES.find((each) => each === visibility);
  if (typeof id === "string" && ids.includes(id) && known) told.set(id, known);
}
