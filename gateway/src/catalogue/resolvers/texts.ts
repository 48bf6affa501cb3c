import { contractSchema } from "@segpol/schema";
import { isObjectType } from "graphql";
import { isJsonObject, type Json } from "../../base/json.js";
import { contractObject } from "../details/contract-object.js";
import type { TextsByField } from "../record/harvested-record.js";

/** A value of a card: an object of a type of the contract, at its place in the record. Without translations its texts stay as the owner answered them. */
export function cardValue(
  value: Json | undefined,
  typeName: "FuzzyDate" | "Observation",
  place: string,
  texts: TextsByField,
): object | null {
  const type = contractSchema.getType(typeName);
  if (!isObjectType(type)) throw new Error(`Expected the contract's ${typeName} to be an object.`);
  return isJsonObject(value) ? contractObject(value, type, place, { texts, dueOn: null }) : null;
}
