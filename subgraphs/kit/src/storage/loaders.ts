import type { EntityManager } from "@mikro-orm/postgresql";
import type { Visibility } from "@segpol/identity";
import { RECORD_KINDS, type RecordKind } from "@segpol/schema";
import { createBatch } from "@segpol/server";
import type DataLoader from "dataloader";
import { feedLevelOf } from "./feed-level.js";
import type { RecordClasses } from "../records/record-class.js";
import type { BaseRecord } from "../records/base-record.js";
import type { RecordLoaders } from "../records/record-loaders.js";
import { Assessment } from "../rows/assessment.js";
import { FollowUp } from "../rows/follow-up.js";
import { Measure } from "../rows/measure.js";
import { Observation } from "../rows/observation.js";
import { Response } from "../rows/response.js";
import { createLinkLoader } from "./hidden-links.js";

/** Makes the loaders of one request over its fork of the entity manager, in which `hideUnreadable` has hidden what it should. */
export function createLoaders(
  em: EntityManager,
  classes: RecordClasses,
  visibilities: readonly Visibility[],
): RecordLoaders {
  const recordsOf = (kind: RecordKind): DataLoader<string, BaseRecord | null> =>
    createBatch(async (ids) => {
      const recordClass = classes[kind];
      if (!recordClass) return ids.map(() => null);
      const found = await em.find(recordClass, { id: { $in: [...ids] } });
      const byId = new Map(found.map((record) => [record.id, record]));
      return ids.map((id) => byId.get(id) ?? null);
    });
  return {
    records: Object.fromEntries(RECORD_KINDS.map((kind) => [kind, recordsOf(kind)])) as RecordLoaders["records"],
    linkable: createLinkLoader(em, feedLevelOf(visibilities)),
    measures: rowsOf(
      (ids) => em.find(Measure, { recommendationId: { $in: ids } }, { orderBy: { seq: "asc" } }),
      byRecommendation,
    ),
    responses: rowsOf(
      (ids) => em.find(Response, { recommendationId: { $in: ids } }, { orderBy: { seq: "asc" } }),
      byRecommendation,
    ),
    followUps: rowsOf(
      (ids) => em.find(FollowUp, { recommendationId: { $in: ids } }, { orderBy: { seq: "asc" } }),
      byRecommendation,
    ),
    assessments: rowsOf(
      (ids) => em.find(Assessment, { recommendationId: { $in: ids } }, { orderBy: { seq: "asc" } }),
      byRecommendation,
    ),
    observations: rowsOf(
      (ids) => em.find(Observation, { indicatorId: { $in: ids } }, { orderBy: { seq: "asc" } }),
      ({ indicatorId }) => indicatorId,
    ),
  };
}

/**
 * A loader of rows that belong to something, for a partner's tables of its own: one statement for all owners. It lives as long as a request: see `perRequest`.
 *
 * @example rowsOf((ids) => em.find(FocusGroup, { eventId: { $in: ids } }), ({ eventId }) => eventId)
 */
export function rowsOf<T>(
  find: (owners: string[]) => Promise<T[]>,
  ownerOf: (row: T) => string,
): DataLoader<string, T[]> {
  return createBatch(async (owners) => {
    const rows = Map.groupBy(await find([...owners]), ownerOf);
    return owners.map((owner) => rows.get(owner) ?? []);
  });
}

function byRecommendation({ recommendationId }: { recommendationId: string }): string {
  return recommendationId;
}
