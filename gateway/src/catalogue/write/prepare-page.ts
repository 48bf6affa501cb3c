import { ownTurn } from "@segpol/server";
import { isStorable, toStorable } from "../../base/storable-text.js";
import type { HarvestedRecord } from "../record/harvested-record.js";
import { type PreparedRecord, prepareRecord } from "../record/prepare-record.js";
import { RecordError } from "../record/record-error.js";

/** Records of a page by their ids, and those that cannot be indexed. */
export interface PreparedPage {
  readonly prepared: ReadonlyMap<string, PreparedRecord>;
  readonly quarantined: RecordError[];
}

/** Holds the records of a page to the contract, in a turn for each: a page may have a hundred, of a megabyte each. */
export async function preparePage(partner: string, records: readonly HarvestedRecord[]): Promise<PreparedPage> {
  const prepared = new Map<string, PreparedRecord>();
  const quarantined: RecordError[] = [];
  for (const record of records) {
    if (!isStorable(record.id)) {
      const id = toStorable(record.id);
      const finding = { field: null, expected: "a record's id", got: "one with broken characters" };
      quarantined.push(new RecordError(id, "FOREIGN_RECORD", finding));
      continue;
    }
    await ownTurn();
    try {
      prepared.set(record.id, prepareRecord(partner, record));
    } catch (error) {
      if (!(error instanceof RecordError)) throw error;
      quarantined.push(error);
    }
  }
  return { prepared, quarantined };
}
