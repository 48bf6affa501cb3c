import { ANYBODY, type Viewer } from "../../../src/catalogue/database/visibility.js";
import { sees } from "./expected-figures.js";
import { generateRecords } from "./generate.js";
import type { TestHub } from "./hub.js";
import type { ModelRecord } from "./model.js";
import { createRandom } from "./random.js";

export const VIEWERS: readonly (readonly [name: string, viewer: Viewer])[] = [
  ["anybody", ANYBODY],
  ["a partner's staff", { partners: true, cabinet: false, own: ["CPS"] }],
  ["the cabinet", { partners: true, cabinet: true, own: [] }],
];

/** What the hub held at an instant. */
export interface Moment {
  readonly at: Date;
  readonly records: readonly ModelRecord[];
}

/** A history of records that change, go and come back on several days. */
export interface ChangingRecords {
  /** The oldest first; the last is how it stands. */
  readonly moments: readonly Moment[];
  /** The records that somebody sees of what was held at a moment; what is hidden from them now was so then. */
  seenBy(viewer: Viewer, moment: Moment): readonly ModelRecord[];
}

/** Indexes generated records on several days, at noon; the hub's clock ends at noon of `days`' last, and the moments are an hour after. */
export async function indexChanging(
  hub: TestHub,
  { seed, perPartnerAndKind, days }: { seed: number; perPartnerAndKind: number; days: readonly string[] },
): Promise<ChangingRecords> {
  const random = createRandom(seed);
  const live = new Map<string, ModelRecord>();
  /** Of each record what its visibility is now, or was last. */
  const latest = new Map<string, ModelRecord>();
  const moments: Moment[] = [];
  for (const [index, day] of days.entries()) {
    hub.now = new Date(`${day}T10:00:00.000Z`);
    const written = generateRecords(seed + index, perPartnerAndKind)
      .filter(() => index === 0 || random.chance(0.25))
      .map((record) => ({ ...record, updatedAt: hub.now.toISOString() }));
    await hub.index(written, hub.now.toISOString());
    for (const record of written) {
      live.set(record.id, record);
      latest.set(record.id, record);
    }
    for (const { id } of [...live.values()].filter(() => index > 0 && random.chance(0.04))) {
      await hub.withdraw(id);
      live.delete(id);
    }
    hub.now = new Date(`${day}T11:00:00.000Z`);
    moments.push({ at: hub.now, records: [...live.values()] });
  }
  return {
    moments,
    seenBy: (viewer, { records }) =>
      records.filter((record) => sees(viewer, record) && sees(viewer, latest.get(record.id) ?? record)),
  };
}
