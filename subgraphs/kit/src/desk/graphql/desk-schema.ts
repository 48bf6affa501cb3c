import { type GraphQLArgument, type GraphQLSchema, printSchema } from "graphql";
import { buildSchemaSync } from "type-graphql";
import { followContract } from "../../graphql/follow-contract.js";
import { ExchangeResolver } from "../../exchange/graphql/exchange-resolver.js";
import { appendMutations } from "./append-mutations.js";
import { DeskQueries } from "./desk-queries.js";
import { recordMutations } from "./record-mutations.js";
import { RECORD_TYPES } from "./record-types.js";
import { stateMutations } from "./state-mutations.js";
import { TextAndLinkMutations } from "./text-and-link-mutations.js";

/** The graph of a desk: the same for every partner. */
export function buildDeskSchema(): GraphQLSchema {
  const schema = buildSchemaSync({
    resolvers: [
      DeskQueries,
      ...recordMutations,
      ...stateMutations,
      ...appendMutations,
      TextAndLinkMutations,
      ExchangeResolver,
    ],
    orphanedTypes: Object.values(RECORD_TYPES).map(({ record }) => record),
    validate: false,
  });
  followContract(schema, () => undefined);
  for (const root of [schema.getQueryType(), schema.getMutationType()]) {
    for (const field of Object.values(root?.getFields() ?? {})) putInOrder(field.args as GraphQLArgument[]);
  }
  return schema;
}

/** The text of desk.graphql. */
export function deskSdl(): string {
  return `${HEAD}\n${printSchema(buildDeskSchema())}\n`;
}

const HEAD = "# Emitted from src/desk/graphql by `npm run sdl`. Change that, then emit it anew.\n";

/** What a request is about stands first, and what all requests have in common last. */
const ORDER = [
  "id",
  "recommendation",
  "legitimacyIndicator",
  "version",
  "rel",
  "to",
  "kind",
  "format",
  "filter",
  "recordId",
  "slug",
  "input",
  "changes",
  "translations",
  "draft",
  "first",
  "after",
  "idempotencyKey",
  "dryRun",
];

function putInOrder(args: GraphQLArgument[]): void {
  args.sort((a, b) => ORDER.indexOf(a.name) - ORDER.indexOf(b.name));
}
