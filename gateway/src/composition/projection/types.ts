import type { Finding, RecordKind } from "@segpol/schema";

/** Fields that a record type offers to the harvest alone. */
type HarvestField = "_links" | "_texts";

/** What the hub knows of one of a partner's record types after reading its SDL. */
export interface ProjectedRecord {
  /** CpsEvent */
  readonly typeName: string;
  readonly kind: RecordKind;
  /** Standard fields that the owner alone resolves, and that it has: topics, speakers. In the contract's order. */
  readonly ownedFields: readonly string[];
  /** Standard fields that the catalogue resolves, and that the owner has to harvest: id, title, themes. In the contract's order. */
  readonly harvestableFields: readonly string[];
  /** Fields that only this partner's type has: focusGroups. By name. */
  readonly ownFields: readonly string[];
  readonly harvestFields: readonly HarvestField[];
  /** Fields of the contract's value types that this partner's SDL does not have, on whatever record they stand: Measure.dueOn. Default: none. */
  readonly lacks?: readonly string[];
  /** The change feed tells the visibility of records that are withdrawn. Kept with the type: a change of it triggers a full resync. */
  readonly feedHasTombstoneVisibility?: boolean;
}

/** A partner's SDL, rebuilt from what a partner may bring into the unified graph. */
export interface Projection {
  readonly code: string;
  /** Name of the partner's subgraph in the supergraph: cc-gpi */
  readonly subgraphName: string;
  readonly url: string;
  readonly projectedSdl: string;
  readonly records: readonly ProjectedRecord[];
  /** What the partner should mend, and what does not keep it from joining. */
  readonly warnings: readonly CompositionFinding[];
}

/** What serving and harvesting a partner take of its projection. */
export type ServedProjection = Pick<Projection, "code" | "subgraphName" | "url" | "projectedSdl" | "records">;

interface CompositionHintText {
  readonly code: string;
  readonly message: string;
}

export interface ComposedHub {
  /** Counts up with every composition that is put into service; part of the catalogue's address. */
  readonly version: number;
  readonly supergraphSdl: string;
  readonly catalogueSdl: string;
  /** In the order of the partners' subgraph names. */
  readonly projections: readonly Projection[];
  readonly hints: readonly CompositionHintText[];
}

/** A finding about one partner, or about the whole graph (partner null). Its code is the contract's, federation's or composition's own. */
export interface CompositionFinding extends Omit<Finding, "code"> {
  readonly partner: string | null;
  readonly code: string;
}
