import {
  buildSubgraph,
  errorCauses,
  type FieldDefinition,
  type InterfaceType,
  type NamedType,
  type ObjectType,
  type Subgraph,
} from "@apollo/federation-internals";
import {
  fieldPrefix,
  hasPrefix,
  RECORD_KINDS,
  type RecordKind,
  recordTypeName,
  type SdlLimits,
  servedContract,
} from "@segpol/schema";
import { directiveNode, nameNode, withCosts } from "@segpol/server";
import {
  type FieldDefinitionNode,
  GraphQLError,
  Kind,
  type ObjectTypeDefinitionNode,
  type TypeDefinitionNode,
} from "graphql";
import type { PartnerDefinition } from "../../base/partner-definition.js";
import { CompositionError } from "./composition-error.js";
import { conformanceFindings } from "./conformance-gate.js";
import {
  catalogueFields,
  contractInterfaceNode,
  detailFields,
  HARVEST_RECORD_FIELDS,
  interfaceFields,
  linkFields,
} from "./contract-model.js";
import { nullableFieldNode } from "./own-definitions.js";
import { collectUsedTypes } from "./used-types.js";
import { descriptionNode, federationLink, printDefinitions } from "./sdl-nodes.js";
import type { ProjectedRecord, Projection } from "./types.js";

type Field = FieldDefinition<ObjectType | InterfaceType>;

type PartnerGraph = Pick<PartnerDefinition, "code" | "url" | "sdl">;

/**
 * A partner's share of the unified graph: its SDL is held to the contract's rules first, then rebuilt.
 * @param knownCodes codes of all partners of the graph
 * @param limits how large the SDL may be; default: the contract's
 * @throws CompositionError with a finding for each thing that stands in the way.
 */
export function projectPartner(
  partner: PartnerGraph,
  knownCodes: readonly string[],
  limits?: Partial<SdlLimits>,
): Projection {
  const { ERROR: errors, WARNING: warnings } = conformanceFindings(partner, knownCodes, limits);
  if (errors.length > 0) throw new CompositionError(errors);
  return { ...rebuildPartner(partner), warnings };
}

/**
 * Rebuilds a partner's SDL from what a partner may bring into the unified graph: its records with the fields that it alone
 * resolves, what it has of its own under its prefix, and the contract's own text of all it shares with others. It reads the schema
 * that the SDL means after its `@link`s are resolved, so that a directive under another name is still what it is.
 * @throws CompositionError
 */
export function rebuildPartner(partner: PartnerGraph): Omit<Projection, "warnings"> {
  const subgraph = readSubgraph(partner);
  const { lacks } = servedContract(partner.sdl);
  const records = RECORD_KINDS.flatMap((kind) => {
    const type = subgraph.schema.type(recordTypeName(partner.code, kind));
    return type ? [readRecord(partner, subgraph, kind, type)] : [];
  });
  const rootFields = ownRootFields(partner, subgraph);
  const used = collectUsedTypes({
    partner: partner.code,
    schema: subgraph.schema,
    recordTypes: new Set(records.map(({ record }) => record.typeName)),
    contractFields: records.flatMap(({ owned }) => owned),
    ownFields: [...records.flatMap(({ own }) => own), ...rootFields],
  });
  const definitions = withCosts([...records.map(recordNode), ...queryNodes(rootFields), ...used]);
  return {
    code: partner.code,
    subgraphName: subgraphName(partner.code),
    url: partner.url,
    projectedSdl: printDefinitions([
      federationLink(["@key", "@listSize", "@shareable"]),
      ...definitions.toSorted(byName),
    ]),
    records: records.map(({ record }) => withLacking(record, lacks)),
  };
}

/** The same of a record type of a partner whose value types lack some fields. */
export function withLacking(record: ProjectedRecord, lacks: readonly string[]): ProjectedRecord {
  return lacks.length > 0 ? { ...record, lacks } : record;
}

/** CC_GPI is cc-gpi in the supergraph. */
export function subgraphName(code: string): string {
  return code.toLowerCase().replaceAll("_", "-");
}

function readSubgraph(partner: PartnerGraph): Subgraph {
  try {
    return buildSubgraph(subgraphName(partner.code), partner.url, partner.sdl);
  } catch (error) {
    // Of some SDLs the library has no finding, and fails: it reads fields of a scalar that a key names.
    const causes = (error instanceof Error ? errorCauses(error) : undefined) ?? [new GraphQLError(String(error))];
    throw new CompositionError(
      causes.map(({ message, extensions }) => ({
        partner: partner.code,
        code: typeof extensions["code"] === "string" ? extensions["code"] : "INVALID_SUBGRAPH",
        severity: "ERROR",
        place: "schema",
        message,
        mend: "Mend the SDL until it is a valid federation 2 subgraph.",
      })),
    );
  }
}

interface ReadRecord {
  readonly record: ProjectedRecord;
  readonly description: string | undefined;
  readonly owned: readonly FieldDefinitionNode[];
  readonly own: readonly Field[];
}

function readRecord({ code }: PartnerGraph, subgraph: Subgraph, kind: RecordKind, type: NamedType): ReadRecord {
  if (type.kind !== "ObjectType" || !hasIdKey(subgraph, type)) {
    throw new CompositionError([
      {
        partner: code,
        code: "RECORD_WITHOUT_KEY",
        severity: "ERROR",
        place: type.name,
        message: "Expected an object type whose records can be fetched by id.",
        mend: `Declare it as: type ${type.name} @key(fields: "id"), with federation's @key, and resolve its reference.`,
      },
    ]);
  }
  const names = new Set(type.fields().map((field) => field.name));
  const owned = detailFields(kind).filter((field) => names.has(field.name.value));
  const taken = new Set<string>([
    ...interfaceFields(kind).map((field) => field.name.value),
    ...linkFields(kind).map((field) => field.name.value),
    ...HARVEST_RECORD_FIELDS,
  ]);
  const own = type
    .fields()
    .filter((field) => !taken.has(field.name))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return {
    record: {
      typeName: type.name,
      kind,
      ownedFields: owned.map((field) => field.name.value),
      harvestableFields: catalogueFields(kind).filter((field) => names.has(field)),
      ownFields: own.map((field) => field.name),
      harvestFields: HARVEST_RECORD_FIELDS.filter((field) => names.has(field)),
      ...(tellsVisibility(subgraph) && { feedHasTombstoneVisibility: true }),
    },
    description: type.description,
    owned,
    own,
  };
}

function tellsVisibility({ schema }: Subgraph): boolean {
  const change = schema.type("RecordChange");
  return change?.kind === "ObjectType" && change.field("visibility") !== undefined;
}

function hasIdKey(subgraph: Subgraph, type: ObjectType): boolean {
  return type
    .appliedDirectivesOf(subgraph.metadata().keyDirective())
    .map((key) => key.arguments())
    .some(({ fields, resolvable }) => fields === "id" && resolvable !== false);
}

function ownRootFields({ code }: PartnerGraph, subgraph: Subgraph): readonly Field[] {
  const prefix = fieldPrefix(code);
  const fields = subgraph.schema.schemaDefinition.rootType("query")?.fields() ?? [];
  return fields.filter(({ name }) => hasPrefix(name, prefix)).toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

function recordNode({ record, description, owned, own }: ReadRecord): ObjectTypeDefinitionNode {
  const contractNode = contractInterfaceNode(record.kind);
  const text = description ?? contractNode.description?.value;
  return {
    kind: Kind.OBJECT_TYPE_DEFINITION,
    name: nameNode(record.typeName),
    ...(text ? { description: descriptionNode(text) } : {}),
    directives: [directiveNode("key", { fields: "id" })],
    fields: [
      ...interfaceFields(record.kind).filter((field) => field.name.value === "id"),
      ...owned,
      ...own.map(nullableFieldNode),
    ],
  };
}

function queryNodes(fields: readonly Field[]): readonly ObjectTypeDefinitionNode[] {
  if (fields.length === 0) return [];
  return [{ kind: Kind.OBJECT_TYPE_DEFINITION, name: nameNode("Query"), fields: fields.map(nullableFieldNode) }];
}

function byName(a: TypeDefinitionNode, b: TypeDefinitionNode): number {
  return a.name.value < b.name.value ? -1 : 1;
}
