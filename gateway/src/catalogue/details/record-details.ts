import { contractFields, contractInterface, type DerivedField, RECORD_KINDS, type RecordKind } from "@segpol/schema";
import { DEFAULT_PAGE } from "@segpol/server";
import { getNamedType, isObjectType } from "graphql";
import { isJsonArray, isJsonObject, type Json, type JsonObject, jsonList } from "../../base/json.js";
import { derivedHubFields, pagedLists } from "../../composition/projection/contract-model.js";
import type { TextsByField } from "../record/harvested-record.js";
import { contractObject, derivedValue, type OfRecord } from "./contract-object.js";
import { type ObservationArguments, pageOfObservations } from "./observation-pages.js";

/** A record as it is kept in the index. */
export interface IndexedRecord {
  readonly id: string;
  readonly kind: RecordKind;
  readonly content: JsonObject;
  readonly texts: TextsByField;
}

/** By the fields of a kind of record that its owner answers too: what they are answered with. */
export type RecordDetails = Readonly<Record<string, unknown>>;

const OBSERVATIONS = "observations";

const detailNames: ReadonlyMap<RecordKind, readonly string[]> = new Map(
  RECORD_KINDS.map((kind) => [kind, contractFields(kind).flatMap(({ name, catalogue }) => (catalogue ? [] : [name]))]),
);
/** Fields that the hub adds, and that follow from details. */
const derivedNames: ReadonlyMap<RecordKind, readonly DerivedField[]> = new Map(
  RECORD_KINDS.map((kind) => [
    kind,
    derivedHubFields(kind).filter(({ from }) => detailNames.get(kind)?.includes(from)),
  ]),
);
const allNames: ReadonlySet<string> = new Set([
  ...[...detailNames.values()].flat(),
  ...[...derivedNames.values()].flat().map(({ name }) => name),
]);

/** Names of the fields of a kind of record that are answered from its details. */
export function detailFieldsOf(kind: RecordKind): readonly string[] {
  return detailNames.get(kind) ?? [];
}

/** Names of fields that follow from details of a kind of record. */
export function derivedDetailsOf(kind: RecordKind): readonly string[] {
  return (derivedNames.get(kind) ?? []).map(({ name }) => name);
}

/** Whether fields that are selected, on any level, may need details of a record. */
export function wantsDetails(fields: ReadonlySet<string>): boolean {
  for (const field of fields) if (allNames.has(field)) return true;
  return false;
}

/** The details of a record, which can be kept: nothing in them depends on who asks. Of lists that a connection has all of, the beginning. */
export function recordDetails({ id, kind, content, texts }: IndexedRecord): RecordDetails {
  const record: OfRecord = { texts, dueOn: content["dueOn"] };
  const short = new Set(pagedLists.filter(({ on }) => on === kind).map(({ list }) => list));
  const given = Object.fromEntries(
    detailFieldsOf(kind)
      .filter((name) => name !== OBSERVATIONS)
      .map((name): [string, Json] => {
        const value = content[name] ?? null;
        return [name, short.has(name) && isJsonArray(value) ? value.slice(0, DEFAULT_PAGE) : value];
      }),
  );
  const details = contractObject(given, contractInterface(kind), "", record);
  const derived = (derivedNames.get(kind) ?? []).map((field) => [field.name, derivedValue(field, content, "", texts)]);
  return {
    ...details,
    ...Object.fromEntries(derived),
    [OBSERVATIONS]: observationsOf(id, content[OBSERVATIONS], record),
  };
}

/** Null: its owner has none. */
function observationsOf(id: string, connection: Json | undefined, record: OfRecord): unknown {
  if (!isJsonObject(connection)) return null;
  const observations = jsonList(connection["nodes"])
    .filter(isJsonObject)
    .map((value, index) => ({
      value,
      node: contractObject(value, observationType(), `${OBSERVATIONS}.nodes.${index}`, record),
    }));
  return (args: ObservationArguments): object => pageOfObservations(id, observations, args);
}

function observationType() {
  const type = getNamedType(contractInterface("LegitimacyIndicator").getFields()["latest"]?.type);
  if (!isObjectType(type)) throw new Error("Expected the contract's latest observation to be an object.");
  return type;
}
