import { pagedLists } from "../../composition/projection/contract-model.js";
import { DEFAULT_PAGE } from "@segpol/server";
import type { ProjectedRecord } from "../../composition/projection/types.js";

/** Entries at most, by the coordinate of a list: CpsRecommendation.followUps */
export type ShortLists = ReadonlyMap<string, number>;

/** The lists of a partner's records of which clients get the beginning, whoever answers; the hub's connections have all. */
export function shortListsOf(records: readonly Pick<ProjectedRecord, "kind" | "typeName">[]): ShortLists {
  return new Map(
    records.flatMap(({ kind, typeName }) =>
      pagedLists
        .filter(({ on }) => on === kind)
        .map(({ list }): [string, number] => [`${typeName}.${list}`, DEFAULT_PAGE]),
    ),
  );
}
