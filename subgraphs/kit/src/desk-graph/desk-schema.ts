import { type GraphQLArgument, type GraphQLSchema, printSchema } from "graphql";
import { buildSchemaSync } from "type-graphql";
import { followContract } from "../graphql/follow-contract.js";
import { EditingResolver } from "./resolvers/editing-resolver.js";
import { EvidenceResolver } from "./resolvers/evidence-resolver.js";
import { ExchangeResolver } from "./resolvers/exchange-resolver.js";
import { MODEL, type RecordModel } from "../model/model.js";
import { createAppendMutations } from "./resolvers/append-mutations.js";
import { createAuditResolver } from "./resolvers/audit-resolver.js";
import { createDeskGraph } from "./types/desk-graph.js";
import { createDeskQueries } from "./resolvers/desk-queries.js";
import { createFormQueries } from "./resolvers/form-queries.js";
import { HubViewQuery } from "./resolvers/hub-view-query.js";
import { LinkTargetQuery } from "./resolvers/link-target-query.js";
import { PreviewQuery } from "./resolvers/preview-query.js";
import { createRecordMutations } from "./resolvers/record-mutations.js";
import { createStateMutations } from "./resolvers/state-mutations.js";
import { createTextAndLinkMutations } from "./resolvers/text-and-link-mutations.js";
import "../values/enums.js";

/** The graph of a desk: the same for every partner. */
export function buildDeskSchema(model: RecordModel = MODEL): GraphQLSchema {
  const graph = createDeskGraph(model);
  // Mutations stand in the order in which they are made.
  const appendMutations = createAppendMutations(graph);
  const schema = buildSchemaSync({
    resolvers: [
      createDeskQueries(graph),
      createFormQueries(model),
      createAuditResolver(graph),
      LinkTargetQuery,
      HubViewQuery,
      PreviewQuery,
      ...appendMutations,
      ...createRecordMutations(graph),
      ...createStateMutations(graph),
      createTextAndLinkMutations(graph),
      ExchangeResolver,
      EvidenceResolver,
      EditingResolver,
    ],
    orphanedTypes: Object.values(graph.records.kinds).map(({ record }) => record),
    validate: false,
  });
  followContract(schema, () => undefined);
  for (const root of [schema.getQueryType(), schema.getMutationType()]) {
    for (const field of Object.values(root?.getFields() ?? {})) putInOrder(field.args as GraphQLArgument[]);
  }
  return schema;
}

/** The text of desk.graphql. */
export function deskSdl(model?: RecordModel): string {
  return `${HEAD}\n${printSchema(buildDeskSchema(model))}\n`;
}

const HEAD = "# Emitted from src/desk-graph by `npm run sdl`. Change that, then emit it anew.\n";

/** What a request is about stands first, and what all requests have in common last. */
const ORDER = [
  "id",
  "recommendation",
  "legitimacyIndicator",
  "earlier",
  "isChanging",
  "window",
  "version",
  "rel",
  "to",
  "name",
  "content",
  "kind",
  "format",
  "filter",
  "recordId",
  "slug",
  "input",
  "changes",
  "translations",
  "draft",
  "text",
  "language",
  "edtf",
  "first",
  "after",
  "idempotencyKey",
  "dryRun",
];

function putInOrder(args: GraphQLArgument[]): void {
  args.sort((a, b) => ORDER.indexOf(a.name) - ORDER.indexOf(b.name));
}
