import { composeServices } from "@apollo/composition";
import type { SdlLimits } from "@segpol/schema";
import { type ASTNode, type GraphQLError, parse } from "graphql";
import type { PartnerDefinition } from "../base/partner-definition.js";
import { generateCatalogueSdl } from "./catalogue-sdl.js";
import { CATALOGUE } from "./projection/names.js";
import { CompositionError } from "./projection/composition-error.js";
import { projectPartner } from "./projection/projection.js";
import type { ComposedHub, CompositionFinding, Projection, ServedProjection } from "./projection/types.js";

export interface ComposeOptions {
  /** Becomes part of the catalogue's address, so that a gateway does not go on using the data source of an earlier version. */
  readonly version: number;
  /** Default: none. */
  readonly known?: readonly KnownProjection[];
  /** How large an SDL may be that is not known. Default: the contract's limits. */
  readonly limits?: Partial<SdlLimits> | undefined;
}

/** What a partner's SDL was projected to, under the contract as it is. */
export interface KnownProjection extends ServedProjection {
  readonly sdl: string;
}

/**
 * Composes the unified graph: the projection of every partner's SDL, and the catalogue generated for them.
 * @throws CompositionError with everything that stands in the way, each finding naming the partner it is about.
 */
export function composeHub(
  partners: readonly PartnerDefinition[],
  { version, known = [], limits }: ComposeOptions,
): ComposedHub {
  refuseIfAny(
    partners.filter(({ code }, index) => partners.findIndex((each) => each.code === code) !== index).map(twice),
  );
  const projections = projectAll(partners, known, limits);
  const catalogueSdl = generateCatalogueSdl(projections);
  const result = composeServices([
    { name: CATALOGUE, url: catalogueUrl(version), typeDefs: parse(catalogueSdl) },
    ...projections.map(({ subgraphName, url, projectedSdl }) => ({
      name: subgraphName,
      url,
      typeDefs: parse(projectedSdl),
    })),
  ]);
  if (result.errors) throw new CompositionError(result.errors.map((error) => findingOf(error, projections)));
  const hints = result.hints.map((hint) => ({ code: hint.definition.code, message: hint.message }));
  return { version, supergraphSdl: result.supergraphSdl, catalogueSdl, projections, hints };
}

/** The catalogue's address inside the hub's process; it differs with every version. */
export function catalogueUrl(version: number): string {
  return `local:${CATALOGUE}@${version}`;
}

function projectAll(
  partners: readonly PartnerDefinition[],
  known: readonly KnownProjection[],
  limits: Partial<SdlLimits> | undefined,
): readonly Projection[] {
  const knownCodes = partners.map(({ code }) => code);
  const projections: Projection[] = [];
  const findings: CompositionFinding[] = [];
  for (const partner of partners) {
    const before = known.find(({ code, sdl }) => code === partner.code && sdl === partner.sdl);
    if (before) {
      const { sdl: _sdl, ...projection } = before;
      projections.push({ ...projection, url: partner.url, warnings: [] });
      continue;
    }
    try {
      projections.push(projectPartner(partner, knownCodes, limits));
    } catch (error) {
      if (!(error instanceof CompositionError)) throw error;
      findings.push(...error.findings);
    }
  }
  refuseIfAny(findings);
  return projections.toSorted((a, b) => (a.subgraphName < b.subgraphName ? -1 : 1));
}

function refuseIfAny(findings: readonly CompositionFinding[]): void {
  if (findings.length > 0) throw new CompositionError(findings);
}

function twice({ code }: PartnerDefinition): CompositionFinding {
  return {
    partner: code,
    code: "PARTNER_CODE_TWICE",
    severity: "ERROR",
    place: code,
    message: `Expected every partner's code once; ${code} stands twice among the partners.`,
    mend: "Register the partner once, or give the other one a code of its own.",
  };
}

function findingOf(error: GraphQLError, projections: readonly Projection[]): CompositionFinding {
  const { code } = error.extensions;
  const subgraphs = new Set((error.nodes ?? []).map(subgraphOf));
  const blamed = projections.filter(({ subgraphName }) => subgraphs.has(subgraphName));
  return {
    partner: blamed.length === 1 ? (blamed[0]?.code ?? null) : null,
    code: typeof code === "string" ? code : "COMPOSITION_ERROR",
    severity: "ERROR",
    place: blamed.map((each) => each.subgraphName).join(", ") || "supergraph",
    message: error.message,
    mend: "Change what the message names in the partner's SDL.",
  };
}

/** Composition marks the nodes of its errors with the subgraph they stand in. */
function subgraphOf(node: ASTNode): string | undefined {
  return "subgraph" in node && typeof node.subgraph === "string" ? node.subgraph : undefined;
}
