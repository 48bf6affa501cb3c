import { buildSubgraphSchema, printSubgraphSchema } from "@apollo/subgraph";
import {
  CONTRACT_LINK,
  DateScalar,
  DateTimeScalar,
  EdtfScalar,
  parseRecordId,
  RECORD_KINDS,
  type RecordKind,
  UrlScalar,
} from "@segpol/schema";
import { checkRepresentations } from "@segpol/server";
import { type GraphQLSchema, isObjectType, parse } from "graphql";
import { buildSchemaSync, createResolversMap } from "type-graphql";
import type { PartnerContext } from "../context/partner-context.js";
import { ChangesResolver } from "./changes-resolver.js";
import type { Partner } from "../partner/partner.js";
import type { BaseRecord } from "../records/base-record.js";
import { followContract } from "./follow-contract.js";
import "../values/enums.js";

const LINK = `extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable"])
  @link(url: "${CONTRACT_LINK}")`;
const SCALARS = [DateScalar, DateTimeScalar, EdtfScalar, UrlScalar];

/** What a partner serves. */
export interface PartnerSchema {
  /** Executable, with `_entities` and `_service`. */
  readonly schema: GraphQLSchema;
  /** As it is committed in schema.graphql and given by `_service`: the same text for the same classes. */
  readonly sdl: string;
}

interface Reference {
  readonly id: string;
}

/** Builds a partner's subgraph from its classes and resolvers. Needs no database. */
export function buildPartnerSchema(partner: Partner): PartnerSchema {
  const records = RECORD_KINDS.flatMap((kind) => {
    const recordClass = partner.classes[kind];
    return recordClass ? [{ kind, recordClass }] : [];
  });
  const plain = buildSchemaSync({
    resolvers: [ChangesResolver, ...partner.resolvers],
    orphanedTypes: records.map(({ recordClass }) => recordClass),
    validate: false,
    skipCheck: true,
  });
  followContract(plain, (name) => records.find(({ recordClass }) => recordClass.name === name)?.kind);
  const sdl = `${LINK}\n\n${printSubgraphSchema(plain)}\n`;
  const references = Object.fromEntries(
    records.map(({ kind, recordClass }) => [recordClass.name, { __resolveReference: resolveReference(kind) }]),
  );
  const resolvers: Record<string, object> = Object.fromEntries(SCALARS.map((scalar) => [scalar.name, scalar]));
  for (const [name, fields] of Object.entries(createResolversMap(plain))) {
    if (isObjectType(plain.getType(name))) resolvers[name] = Object.assign({}, fields, references[name]);
  }
  const schema = buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: resolvers as never }]);
  checkRepresentations(schema, { whose: `partner ${partner.code}`, mayBeEmpty: false });
  return { schema, sdl };
}

/** Null for an id that is unknown, withdrawn, or of another kind. PostgreSQL takes no text with the character 0, and no id has one. */
function resolveReference(kind: RecordKind) {
  return async ({ id }: Reference, { loaders }: PartnerContext): Promise<BaseRecord | null> =>
    parseRecordId(id) ? loaders.records[kind].load(id) : null;
}
