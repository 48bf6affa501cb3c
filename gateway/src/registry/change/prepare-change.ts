import type { ClientOperations, KnownOperation } from "../../base/client-operations.js";
import type { KnownProjection } from "../../composition/compose.js";
import type { CompositionFinding } from "../../composition/projection/types.js";
import { type KeyedPlan, planKey, type PreparedGraph, type PrepareInput } from "../../planning/prepare-graph.js";
import type { Actor } from "./change-requests.js";
import { contractDigest } from "../../composition/contract-digest.js";
import type { Proposal, ProposalBasis } from "./proposals.js";
import { breakingFinding, brokenFinding, RefusalError } from "./refusals.js";
import type { RegistryVersion } from "../store/registry-store.js";

export interface PrepareChangeOptions {
  /** @throws CompositionError; @param lane whom it is for; others do not wait for it */
  readonly prepare: (input: PrepareInput, lane: string) => Promise<PreparedGraph>;
  /** What clients send. */
  readonly operations: ClientOperations;
  /** What is to be said of the partner's change feed; undefined: it answers as it should. */
  readonly checkFeed: (partner: {
    readonly code: string;
    readonly url: string;
  }) => Promise<CompositionFinding | undefined>;
}

/** The lane of what is for no partner alone; no partner has such a code. */
const OF_THE_GRAPH = "the graph";

export interface PreparedChange extends PreparedGraph {
  readonly warnings: readonly CompositionFinding[];
  /** Those without any value of a client's. */
  readonly sharedPlans: readonly KeyedPlan[];
}

/**
 * Composes and plans what a proposal would make of the graph, and says what stands in its way.
 * @throws CompositionError, and RefusalError for a breaking change that is neither what was asked for nor forced
 */
export async function prepareChange(
  { prepare, operations, checkFeed }: PrepareChangeOptions,
  { current, newest }: Pick<ProposalBasis, "current" | "newest">,
  { partners, mayBreak, partner, feedOf, earlier }: Proposal,
  { force }: Pick<Actor, "force">,
): Promise<PreparedChange> {
  const feed = feedOf ? checkFeed(feedOf) : undefined;
  const shared = await operations.shared();
  const input: PrepareInput = {
    partners,
    version: newest + 1,
    current: current.supergraphSdl,
    operations: uniqueOperations([...operations.own(), ...shared]),
    recorded: await operations.recorded(),
    known: [...knownProjections(current), ...(earlier ? knownProjections(earlier) : [])],
  };
  const prepared = await prepare(input, partner ?? OF_THE_GRAPH);
  const { brokenOperations } = prepared;
  const breaking = prepared.changes.filter((change) => change.level === "BREAKING" && !mayBreak(change));
  if (breaking.length > 0 && force !== true) {
    throw new RefusalError(
      // One finding names the operations; any of the changes may be what breaks them.
      breaking.map((change, index) => breakingFinding(partner, change, index === 0 ? brokenOperations : [])),
      prepared.changes,
      brokenOperations,
    );
  }
  const warnings = prepared.composed.projections
    .filter(({ code }) => code === partner)
    .flatMap((projection) => projection.warnings);
  const feedFinding = await feed;
  return {
    ...prepared,
    sharedPlans: plansOf(shared, prepared.plans),
    warnings: [
      ...(brokenOperations.length > 0 ? [brokenFinding(partner, brokenOperations)] : []),
      ...(feedFinding ? [feedFinding] : []),
      ...warnings,
    ],
  };
}

/** Under another contract, which an earlier release may have composed with, all is projected again. */
function knownProjections({
  contractDigest: digest,
  partners,
  projections,
}: RegistryVersion): readonly KnownProjection[] {
  if (digest !== contractDigest()) return [];
  return projections.flatMap((projection) => {
    const sdl = partners.find(({ code }) => code === projection.code)?.sdl;
    return sdl === undefined ? [] : [{ ...projection, sdl }];
  });
}

function uniqueOperations(operations: readonly KnownOperation[]): readonly KnownOperation[] {
  return [...new Map(operations.map((each) => [planKey(each.query, each.operationName), each])).values()];
}

/** Of plans, those of these operations. */
function plansOf(operations: readonly KnownOperation[], plans: readonly KeyedPlan[]): readonly KeyedPlan[] {
  const keys = new Set(
    operations.flatMap(({ query, operationName }) => [planKey(query, operationName), planKey(query, undefined)]),
  );
  return plans.filter(([key]) => keys.has(key));
}
