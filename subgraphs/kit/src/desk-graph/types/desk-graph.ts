import type { RecordModel } from "../../model/model.js";
import { DeskTypes } from "./desk-type.js";
import { createPayloads, type Payloads } from "./payloads.js";
import { createRecordTypes, type RecordTypes } from "./record-types.js";

/** The types of the desk's graph that follow from what records are made of. */
export interface DeskGraph {
  readonly types: DeskTypes;
  readonly records: RecordTypes;
  readonly payloads: Payloads;
}

export function createDeskGraph(model: RecordModel): DeskGraph {
  const types = new DeskTypes();
  const records = createRecordTypes(types, model);
  return { types, records, payloads: createPayloads(records) };
}
