import { type RawBuilder, sql } from "kysely";

/** Who is looking. */
export interface Viewer {
  /** The visibilities of the records that this viewer may see. */
  readonly visibilities: readonly string[];
}

/** Everybody who has not shown who they are. */
export const ANYBODY: Viewer = { visibilities: ["PUBLIC"] };

/**
 * The one place that decides which records are there for a viewer: a condition on `record r`, part of every list, link, count and
 * facet, now and in the past. `typeNames`: the record types of the graph that is being served; others cannot be answered. Default: all.
 */
export function visibleTo(viewer: Viewer, typeNames?: readonly string[]): RawBuilder<boolean> {
  const visible = sql<boolean>`r.visibility = any(${viewer.visibilities}::text[])`;
  return typeNames ? sql<boolean>`(${visible} and r.type_name = any(${typeNames}::text[]))` : visible;
}
