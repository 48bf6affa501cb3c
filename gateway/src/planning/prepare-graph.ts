import { createHash } from "node:crypto";
import type { SdlLimits } from "@segpol/schema";
import { operationFromDocument, type Schema, Supergraph } from "@apollo/federation-internals";
import { type QueryPlan, QueryPlanner } from "@apollo/query-planner";
import { type GraphQLSchema, Kind, parse, printSchema, specifiedRules, validate } from "graphql";
import type { PartnerDefinition } from "../base/partner-definition.js";
import { type ApiChange, compareSchemas } from "./api-changes.js";
import { findBroken } from "./broken-operations.js";
import { publicSchema } from "../composition/public-schema.js";
import { composeHub, type KnownProjection } from "../composition/compose.js";
import { CompositionError } from "../composition/projection/composition-error.js";
import { graphFinding, messageOf } from "./graph-finding.js";
import { introspectionFindings } from "./introspection-check.js";
import { tourQueries } from "./tour-queries.js";
import { createPlannedDocuments } from "./planned-document.js";
import { TYPICAL_QUERIES } from "./typical-queries.js";
import type { ComposedHub, CompositionFinding } from "../composition/projection/types.js";
import type { BrokenOperation, KnownOperation, RecordedOperation } from "../base/client-operations.js";

/** Milliseconds for planning frequent operations; those that are left are planned when somebody asks. */
const PLANNING_BUDGET_MS = 1_000;

/** A typical query that takes the planner longer than this, in milliseconds, would hold up everybody who asks. */
const MAX_PLANNING_MS = 3_000;

/** A plan under the key by which the gateway looks it up. */
export type KeyedPlan = readonly [key: string, plan: QueryPlan];

export interface PrepareInput {
  readonly partners: readonly PartnerDefinition[];
  readonly version: number;
  /** The supergraph in service, to compare with; null: there is none. */
  readonly current: string | null;
  /** Operations to plan beforehand. */
  readonly operations: readonly KnownOperation[];
  /** What clients asked lately, to tell what would break. Default: nothing. */
  readonly recorded?: readonly RecordedOperation[];
  /** What partners' SDLs were projected to before, under the same contract: they are not projected again. Default: nothing. */
  readonly known?: readonly KnownProjection[];
  /** How large an SDL may be that was not projected before. Default: the contract's limits. */
  readonly limits?: Partial<SdlLimits> | undefined;
}

export interface PreparedGraph {
  readonly composed: ComposedHub;
  /** What changes for clients, the worst first. */
  readonly changes: readonly ApiChange[];
  readonly plans: readonly KeyedPlan[];
  /** Of what was recorded, what would fail, the most frequent first. */
  readonly brokenOperations: readonly BrokenOperation[];
}

/**
 * Composes the graph, compares it with the one in service, loads it as a router would, reads it as clients do and plans queries with it:
 * all that can be known before it serves. It takes the processor for seconds, so a hub that serves has a worker do it.
 * @throws CompositionError, whatever goes wrong
 */
export async function prepareGraph(input: PrepareInput): Promise<PreparedGraph> {
  try {
    return await prepare(input);
  } catch (error) {
    if (error instanceof CompositionError) throw error;
    throw new CompositionError(
      [graphFinding("COMPOSITION_FAILED", `Expected a graph of all partners; ${messageOf(error)}`)],
      {
        cause: error,
      },
    );
  }
}

async function prepare({
  partners,
  version,
  current,
  operations,
  recorded = [],
  known = [],
  limits,
}: PrepareInput): Promise<PreparedGraph> {
  const composed = composeHub(partners, { version, known, limits });
  const supergraph = load(composed.supergraphSdl);
  const apiSchema = supergraph.apiSchema();
  const schema = publicSchema(composed.supergraphSdl);
  refuseIfAny(introspectionFindings(schema));
  refuseIfAny(sameAsPlanned(schema, apiSchema));
  const planner = new QueryPlanner(supergraph);
  const unknown = partners.filter(({ code, sdl }) => !known.some((each) => each.code === code && each.sdl === sdl));
  const isNew = ({ code }: { readonly code: string }) => unknown.some((partner) => partner.code === code);
  const queries = { ...TYPICAL_QUERIES, ...tourQueries(schema, composed.projections.filter(isNew)) };
  refuseIfAny(
    Object.entries(queries).flatMap(([name, query]) => {
      try {
        const start = performance.now();
        planner.buildQueryPlan(operationFromDocument(apiSchema, parse(query)));
        const took = Math.round(performance.now() - start);
        return took > MAX_PLANNING_MS ? [slowPlan(name, took)] : [];
      } catch (error) {
        return [failedPlan(name, error)];
      }
    }),
  );
  const plans = planOperations({ apiSchema, schema, planner }, operations);
  const { changes, brokenOperations } = await compareWith(current, schema, recorded);
  return { composed, changes, plans, brokenOperations };
}

/** What clients see is read from the supergraph by one library, and what is planned by another. */
function sameAsPlanned(schema: GraphQLSchema, apiSchema: Schema): readonly CompositionFinding[] {
  if (printSchema(schema) === printSchema(apiSchema.toGraphQLJSSchema())) return [];
  return [
    graphFinding("SUPERGRAPH_NOT_LOADABLE", "Expected the planner to know the graph as clients see it; they differ."),
  ];
}

function refuseIfAny(findings: readonly CompositionFinding[]): void {
  if (findings.length > 0) throw new CompositionError(findings);
}

/** Plans for a version that is composed already; see PrepareInput. @throws CompositionError when it does not load */
export function preparePlans(supergraphSdl: string, operations: readonly KnownOperation[]): readonly KeyedPlan[] {
  return createPlans(supergraphSdl)(operations);
}

/** Makes what plans operations for a version. @throws CompositionError when it does not load */
export function createPlans(supergraphSdl: string): (operations: readonly KnownOperation[]) => readonly KeyedPlan[] {
  const supergraph = load(supergraphSdl);
  const apiSchema = supergraph.apiSchema();
  const planning = { apiSchema, schema: publicSchema(supergraphSdl), planner: new QueryPlanner(supergraph) };
  return (operations) => planOperations(planning, operations);
}

interface Planning {
  readonly apiSchema: Schema;
  /** The same, for validating. */
  readonly schema: GraphQLSchema;
  readonly planner: QueryPlanner;
}

function planOperations(
  { apiSchema, schema, planner }: Planning,
  operations: readonly KnownOperation[],
): readonly KeyedPlan[] {
  const end = performance.now() + PLANNING_BUDGET_MS;
  const plannedOf = createPlannedDocuments(schema);
  return operations.flatMap(({ query, operationName }): KeyedPlan[] => {
    if (performance.now() > end) return [];
    try {
      const document = parse(query);
      if (validate(schema, document, specifiedRules, { maxErrors: 1 }).length > 0) return [];
      const { document: planned, source } = plannedOf(query, document);
      const operation = operationFromDocument(apiSchema, planned, operationName ? { operationName } : {});
      const plan = planner.buildQueryPlan(operation);
      // A client may name the only operation of its query, or not.
      const isAlone = document.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION).length === 1;
      const names = new Set([operationName, ...(isAlone ? [undefined, operation.name] : [])]);
      return [...names].map((name) => [planKey(source, name), plan]);
    } catch {
      // It is planned, or refused, when somebody asks it.
      return [];
    }
  });
}

async function compareWith(
  current: string | null,
  after: GraphQLSchema,
  recorded: readonly RecordedOperation[],
): Promise<Pick<PreparedGraph, "changes" | "brokenOperations">> {
  const before = current === null ? undefined : buildCurrent(current);
  if (!before) return { changes: [], brokenOperations: [] };
  const changes = await compareSchemas(before, after);
  const isBreaking = changes.some(({ level }) => level === "BREAKING");
  return { changes, brokenOperations: isBreaking ? findBroken(recorded, before, after) : [] };
}

/** Undefined: it does not load, so that nobody is served by it. */
function buildCurrent(supergraphSdl: string): GraphQLSchema | undefined {
  try {
    return publicSchema(supergraphSdl);
  } catch {
    return undefined;
  }
}

/** The gateway's own key for an operation's plan. */
export function planKey(query: string, operationName: string | undefined): string {
  const hash = createHash("sha256").update(query).digest("hex");
  return operationName ? createHash("sha256").update(hash).update(operationName).digest("hex") : hash;
}

function load(supergraphSdl: string): Supergraph {
  try {
    return Supergraph.build(supergraphSdl, { validateSupergraph: true });
  } catch (error) {
    throw new CompositionError([
      graphFinding(
        "SUPERGRAPH_NOT_LOADABLE",
        `Expected what was composed to load in a gateway; it does not: ${messageOf(error)}`,
      ),
    ]);
  }
}

function slowPlan(name: string, took: number): CompositionFinding {
  return graphFinding("PLANNING_SLOW", `Expected to plan "${name}" within ${MAX_PLANNING_MS} ms; it took ${took} ms.`);
}

function failedPlan(name: string, error: unknown): CompositionFinding {
  return graphFinding("PLANNING_FAILED", `Expected to plan "${name}"; ${messageOf(error)}`);
}
