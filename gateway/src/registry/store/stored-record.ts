import type { ProjectedRecord } from "../../composition/projection/types.js";

/** A projected record as the registry keeps it, under the names that it has had there from the first release on. */
export interface StoredRecord extends Omit<
  ProjectedRecord,
  "harvestableFields" | "feedHasTombstoneVisibility" | "lacks"
> {
  readonly catalogueFieldsItHas: ProjectedRecord["harvestableFields"];
  readonly withdrawnTellVisibility?: boolean;
}

export function toStored({
  harvestableFields,
  feedHasTombstoneVisibility,
  // Follows from the SDL, and from the contract as it is by then.
  lacks: _lacks,
  ...record
}: ProjectedRecord): StoredRecord {
  return {
    ...record,
    catalogueFieldsItHas: harvestableFields,
    ...(feedHasTombstoneVisibility !== undefined && { withdrawnTellVisibility: feedHasTombstoneVisibility }),
  };
}

export function fromStored({
  catalogueFieldsItHas,
  withdrawnTellVisibility,
  ...record
}: StoredRecord): ProjectedRecord {
  return {
    ...record,
    harvestableFields: catalogueFieldsItHas,
    ...(withdrawnTellVisibility !== undefined && { feedHasTombstoneVisibility: withdrawnTellVisibility }),
  };
}
