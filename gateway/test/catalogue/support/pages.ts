import type { HarvestedRecord, HarvestPage } from "../../../src/catalogue/record/harvested-record.js";
import { syncPartners } from "../../../src/catalogue/write/source-writer.js";
import { PARTNERS } from "./graph.js";
import { NOW, type TestHub } from "./hub.js";
import { harvested, modelRecord } from "./model.js";

/** Two events of CPS; the first is part of a series of another partner. */
export const record = harvested(modelRecord("cps:event:a", { links: [{ rel: "series", id: "cpl:event:s" }] }));
export const other = harvested(modelRecord("cps:event:b"));

/** A page of a harvest that has caught up. */
export function page(given: Partial<HarvestPage> = {}): HarvestPage {
  return { records: [], withdrawn: [], cursor: "1", epoch: "e1", asOf: NOW.toISOString(), hasMore: false, ...given };
}

/** The record as its owner answers without what the hub would count itself. */
export function withContent(
  base: HarvestedRecord,
  content: Record<string, HarvestedRecord["content"][string]>,
): HarvestedRecord {
  return { ...base, content: { ...base.content, updatedAt: null, ...content } };
}

/** Nothing harvested yet, of any partner. */
export async function emptyIndex(hub: TestHub): Promise<void> {
  await hub.db.deleteFrom("partner").execute();
  await syncPartners(hub.db, PARTNERS, new Date("2022-01-01T00:00:00Z"));
  hub.now = NOW;
}

export async function indexedIds(hub: TestHub): Promise<string[]> {
  return (await hub.db.selectFrom("record").select("id").orderBy("id").execute()).map(({ id }) => id);
}

export interface SourceAnswer {
  readonly state: string;
  readonly problem: string | null;
  readonly records: number;
  readonly lastContactAt: string | null;
  readonly asOf: string | null;
}

/** What the graph says of the source of CPS. */
export async function sourceOf(hub: TestHub): Promise<SourceAnswer> {
  const { partner } = await hub.get<{ partner: { source: SourceAnswer } }>(
    '{ partner(code: "CPS") { source { state problem records lastContactAt asOf } } }',
  );
  return partner.source;
}
