import type { Identity } from "@segpol/identity";
import { buildSubgraphSchema, type GraphQLResolverMap } from "@apollo/subgraph";
import {
  DateScalar,
  DateTimeScalar,
  EdtfScalar,
  isRecordKind,
  type Language,
  RECORD_KINDS,
  type RecordKind,
  UrlScalar,
} from "@segpol/schema";
import { checkRepresentations, type Clock, guardExecution } from "@segpol/server";
import { type DocumentNode, GraphQLScalarType, type GraphQLSchema, Kind, parse, valueFromASTUntyped } from "graphql";
import { type CatalogueContext, CatalogueRequest } from "./read/catalogue-request.js";
import type { Dependencies } from "./read/index/dependencies.js";
import { KeptRecords } from "./read/index/kept-records.js";
import type { RecordRow } from "./read/index/record-row.js";
import type { HubReaders } from "./database/readers.js";
import { DEFAULT_SOURCE_LIMITS, type SourceLimits } from "./read/sources.js";
import { ANYBODY, type Viewer } from "./database/visibility.js";
import { changeFields, changeRoots } from "./resolvers/changes.js";
import { countedFields } from "./resolvers/labels.js";
import { recordRoots } from "./resolvers/lists.js";
import { overviewFields, overviewRoots } from "./resolvers/overview.js";
import { type KnownPartner, partnerFields, partnerRoots } from "./resolvers/partners.js";
import { recordTypeResolvers } from "./resolvers/records.js";
import { sourceFields } from "./resolvers/sources.js";
import { viewerRoots } from "./resolvers/viewer.js";
import {
  actionFields,
  codedReference,
  criterionFields,
  isCriterion,
  isTheme,
  objectiveFields,
  themeFields,
  vocabularyRoots,
} from "./resolvers/vocabulary.js";

export interface CatalogueOptions {
  readonly readers: HubReaders;
  /** The partners of the graph, in the order in which the hub lists them. */
  readonly partners: readonly KnownPartner[];
  /** The catalogue's subgraph as it was generated from the same partners. */
  readonly catalogueSdl: string;
  /** Default: the machine's. */
  readonly clock?: Clock;
  readonly limits?: Partial<SourceLimits>;
  /** Records that stay in memory. Default: some of its own. */
  readonly kept?: KeptRecords;
}

export interface CatalogueContextOptions {
  /** From Accept-Language, the most wanted first. Default: none, each text in its original language. */
  readonly languages?: readonly Language[];
  /** Default: anybody. */
  readonly viewer?: Viewer;
  /** Who asks. Default: an anonymous caller. */
  readonly identity?: Identity | undefined;
  /** As of when everything is answered. Default, and for an instant of the future: now. */
  readonly at?: Date | null;
  /** Told what the answer is made from. Default: nobody is. */
  readonly dependencies?: Dependencies | undefined;
}

/** The hub's own subgraph. */
export interface Catalogue {
  readonly schema: GraphQLSchema;
  /** Of its types, but for scalars. */
  readonly resolvers: GraphQLResolverMap<CatalogueContext>;
  /** A new one for each request: it remembers what the request has read. */
  createContext(options?: CatalogueContextOptions): CatalogueContext;
}

/** Makes the catalogue of one composition of the graph; the database is migrated already, and the readers stay the caller's to close. */
export function createCatalogue({
  readers,
  partners,
  catalogueSdl,
  clock = () => new Date(),
  limits,
  kept = new KeptRecords(),
}: CatalogueOptions): Catalogue {
  const document = parse(catalogueSdl);
  const recordTypes = readRecordTypes(document);
  const partnerCodes = partners.map(({ code }) => code);
  const basis = {
    readers,
    partnerCodes,
    typeNames: recordTypes.map(({ name }) => name),
    limits: { ...DEFAULT_SOURCE_LIMITS, ...limits },
    kept,
  };
  const isPartner = (code: string): boolean => partnerCodes.includes(code);
  const resolveType = ({ type_name: typeName }: RecordRow): string => typeName;
  const resolvers: GraphQLResolverMap<CatalogueContext> = {
    ...Object.fromEntries(["Record", ...RECORD_KINDS].map((name) => [name, { __resolveType: resolveType }])),
    ...Object.fromEntries(recordTypes.map(({ name, kind }) => [name, recordTypeResolvers(kind, name)])),
    Theme: { ...themeFields, __resolveReference: codedReference(isTheme) },
    LegitimacyCriterion: { ...criterionFields, __resolveReference: codedReference(isCriterion) },
    Partner: { ...partnerFields(partners), __resolveReference: codedReference(isPartner) },
    StrategicObjective: objectiveFields,
    StrategicAction: actionFields,
    Source: sourceFields,
    Overview: overviewFields,
    FacetCount: countedFields(partners),
    ProgressRow: countedFields(partners),
    Change: changeFields,
    Query: { ...vocabularyRoots, ...partnerRoots, ...recordRoots, ...overviewRoots, ...changeRoots, ...viewerRoots },
  };
  const schema = buildSubgraphSchema([{ typeDefs: document, resolvers: { ...SCALARS, ...resolvers } }]);
  checkRepresentations(schema, { whose: "the catalogue", mayBeEmpty: true });
  guardExecution(schema);
  return {
    schema,
    resolvers,
    createContext: ({ languages = [], viewer = ANYBODY, identity, at = null, dependencies } = {}) => ({
      catalogue: new CatalogueRequest(basis, { languages, viewer, identity, at, dependencies }, clock()),
    }),
  };
}

/**
 * The scalar, with its input left as the client gave it: a filter's own refusal names the field and says what was expected, where
 * GraphQL would say no more than that the whole filter is not valid.
 */
function asGiven<Internal>(scalar: GraphQLScalarType<Internal, string>): GraphQLScalarType<unknown, string> {
  return new GraphQLScalarType<unknown, string>({
    ...scalar.toConfig(),
    parseValue: (value) => value,
    parseLiteral: (node, variables) => valueFromASTUntyped(node, variables),
  });
}

const SCALARS: GraphQLResolverMap<CatalogueContext> = {
  Date: asGiven(DateScalar),
  DateTime: asGiven(DateTimeScalar),
  EDTF: EdtfScalar,
  URL: UrlScalar,
};

/** The object types that implement a kind of record. */
function readRecordTypes(document: DocumentNode): { name: string; kind: RecordKind }[] {
  return document.definitions.flatMap((definition) => {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) return [];
    const kind = definition.interfaces?.map((each) => each.name.value).find((name) => isRecordKind(name));
    return kind ? [{ name: definition.name.value, kind }] : [];
  });
}
