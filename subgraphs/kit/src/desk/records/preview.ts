import type { EntityManager } from "@mikro-orm/postgresql";
import { parseRecordId, RECORD_KINDS } from "@segpol/schema";
import { VISIBILITIES, type Visibility } from "@segpol/identity";
import type { LinkValue } from "../../model/seed.js";
import type { DeskSnapshot } from "../command.js";
import { readSnapshots } from "./snapshot.js";

/** What readers of one level see of a record once it is published. */
export interface RecordPreview {
  /** PUBLIC: everybody; PARTNERS: staff of any other partner; CABINET: the cabinet. */
  readonly reader: Visibility;
  readonly isSeen: boolean;
  /** Records that it leads to and that these readers do not see: the links are left out for them. */
  readonly hiddenLinks: readonly string[];
}

/** The ids of other partners' records that a record leads to. */
export function linksElsewhere({ content }: DeskSnapshot, partner: string): readonly string[] {
  return linkIds(content).filter((id) => parseRecordId(id)?.partner !== partner);
}

/**
 * What each level of readers sees of a record.
 * @param shownToAll those of `linksElsewhere` that everybody sees; undefined: nobody could say. Of the others nobody here knows who sees them.
 */
export async function previewRecord(
  em: EntityManager,
  snapshot: DeskSnapshot,
  partner: string,
  shownToAll: ReadonlySet<string> | undefined,
): Promise<readonly RecordPreview[]> {
  const elsewhere = linksElsewhere(snapshot, partner).filter((id) => shownToAll && !shownToAll.has(id));
  const own = linkIds(snapshot.content).filter((id) => parseRecordId(id)?.partner === partner);
  const targets = await readOwn(em, own);
  return VISIBILITIES.map((reader) => ({
    reader,
    isSeen: snapshot.withdrawnAt === null && isOpenTo(snapshot, reader),
    hiddenLinks: [
      ...own.filter((id) => {
        const target = targets.get(id);
        return !target || target.draft || target.withdrawnAt !== null || !isOpenTo(target, reader);
      }),
      ...(reader === "PUBLIC" ? elsewhere : []),
    ],
  }));
}

function isOpenTo({ content: { visibility = "PUBLIC" } }: DeskSnapshot, reader: Visibility): boolean {
  return VISIBILITIES.slice(0, VISIBILITIES.indexOf(reader) + 1).some((each) => each === visibility);
}

function linkIds({ links = [] }: DeskSnapshot["content"]): readonly string[] {
  return [...new Set((links as readonly LinkValue[]).map(({ id }) => id))];
}

/** One statement for each kind. */
async function readOwn(em: EntityManager, ids: readonly string[]): Promise<ReadonlyMap<string, DeskSnapshot>> {
  const found = new Map<string, DeskSnapshot>();
  for (const kind of RECORD_KINDS) {
    const ofKind = ids.filter((id) => parseRecordId(id)?.kind === kind);
    if (ofKind.length === 0) continue;
    for (const [id, snapshot] of await readSnapshots(em, kind, ofKind)) found.set(id, snapshot);
  }
  return found;
}
