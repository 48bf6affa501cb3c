import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { buildSubgraphSchema } from "@apollo/subgraph";
import { contractSdl, RECORD_LIMITS } from "@segpol/schema";
import { graphql, Kind, parse, print } from "graphql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withoutOwnDirectives } from "../../src/composition/projection/contract-model.js";
import type { ProjectedRecord } from "../../src/composition/projection/types.js";
import { readRecords } from "../../src/harvest/records/read-records.js";
import { recordSelection } from "../../src/harvest/records/selection.js";
import { createPartnerClient, type PartnerClient } from "../../src/partners/partner-client.js";

const MAX_NESTING = RECORD_LIMITS.measureLevels;
const OBSERVATIONS = 250;
const OPTIONS = { timeoutMs: 5_000, maxResponseBytes: 2 ** 24, batchSize: 10 };

const recommendation: ProjectedRecord = {
  typeName: "XxRecommendation",
  kind: "Recommendation",
  ownedFields: ["measures"],
  harvestableFields: ["id", "title", "themes"],
  ownFields: ["secret"],
  harvestFields: [],
};
const indicator: ProjectedRecord = {
  typeName: "XxLegitimacyIndicator",
  kind: "LegitimacyIndicator",
  ownedFields: ["observations"],
  harvestableFields: ["id", "title"],
  ownFields: [],
  harvestFields: ["_links"],
};

const values = withoutOwnDirectives(parse(contractSdl)).definitions.filter(
  (node) =>
    "name" in node &&
    !/^(Query|Record|Event|Publication|Recommendation|LegitimacyIndicator|Harvested)$/.test(node.name?.value ?? "") &&
    node.kind !== Kind.DIRECTIVE_DEFINITION,
);
const sdl = `
  type XxRecommendation @key(fields: "id") { id: ID! title(lang: Language): String! themes: [Theme!]! measures: [Measure!] secret: String }
  type XxLegitimacyIndicator @key(fields: "id") {
    id: ID! title(lang: Language): String!
    observations(from: Date, to: Date, first: Int, after: String): ObservationConnection
    _links: [RecordLink!]!
  }
  type Query { xxNothing: Int }
  ${values.map((node) => print(node).replace(/ @reference\([^)]*\)/, "")).join("\n")}`;

/** A measure with measures within measures, this many levels in all. */
function measureOf(levels: number): object {
  return {
    ref: `R${levels}`,
    text: "text",
    weight: 1,
    progress: { claimed: "NOT_STARTED", closure: "OPEN", overdue: false },
    measures: levels > 1 ? [measureOf(levels - 1)] : [],
  };
}

const schema = buildSubgraphSchema([
  {
    typeDefs: parse(sdl),
    resolvers: {
      XxRecommendation: {
        __resolveReference: ({ id }: { id: string }) => ({
          id,
          title: "title",
          themes: [{ code: "TRUST" }],
          measures: [measureOf(id.endsWith("deep") ? MAX_NESTING + 1 : MAX_NESTING)],
        }),
      },
      XxLegitimacyIndicator: {
        __resolveReference: ({ id }: { id: string }) =>
          id.endsWith("gone") ? null : { id, title: "title", _links: [] },
        observations: (_root: unknown, { first = 10, after }: { first?: number; after?: string }) => {
          const start = after === undefined ? 0 : Number(after) + 1;
          const end = Math.min(start + first, OBSERVATIONS);
          const period = { text: "2023", edtf: "2023", earliest: "2023-01-01", latest: "2023-12-31", basis: "STATED" };
          const nodes = Array.from({ length: end - start }, (_, index) => ({
            period,
            value: start + index,
            status: "NORMAL",
            dimensions: [],
          }));
          return {
            edges: [],
            nodes,
            pageInfo: { hasNextPage: end < OBSERVATIONS, hasPreviousPage: start > 0, endCursor: String(end - 1) },
            totalCount: OBSERVATIONS,
          };
        },
      },
    },
  },
]);

let server: Server;
let client: PartnerClient;
beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { query, variables } = JSON.parse(Buffer.concat(chunks).toString("utf8")) as {
        query: string;
        variables: Record<string, unknown>;
      };
      void graphql({ schema, source: query, variableValues: variables }).then((result) =>
        response.end(JSON.stringify(result)),
      );
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address: unknown = server.address();
  client = createPartnerClient(`http://127.0.0.1:${(address as { port: number }).port}/`, 2);
});
afterAll(async () => {
  await client?.close();
  server?.close();
});

const read = (...ids: string[]) =>
  readRecords(
    client,
    "XX",
    [recommendation, indicator],
    ids.map((id) => ({ id })),
    OPTIONS,
  );

describe("what is read of a record", () => {
  it("are the standard fields it has with everything in them, in no language, and nothing of its own", () => {
    const selection = recordSelection(recommendation);
    expect(selection).toMatch(
      /^__typename id title themes \{ code \} measures \{ ref text weight dueOn responsible progress \{ claimed assessed closure overdue lastFollowUpOn \} measures/,
    );
    expect(selection).not.toMatch(/lang|secret|_links|_texts/);
    expect(recordSelection(indicator)).toMatch(/_links \{ rel id \}$/);
  });

  it("are trees to their last leaf", async () => {
    const { records, unread } = await read("xx:recommendation:a");
    expect(unread).toEqual([]);
    expect(records).toMatchObject([
      { id: "xx:recommendation:a", typeName: "XxRecommendation", kind: "Recommendation", links: [], texts: [] },
    ]);
    expect(JSON.stringify(records[0]?.content).match(/"ref"/g)).toHaveLength(MAX_NESTING);
    expect(JSON.stringify(records)).not.toContain("__typename");
  });

  it("is nothing when a tree is deeper than it is read: a part would pass for the whole", async () => {
    const { records, unread } = await read("xx:recommendation:deep", "xx:recommendation:b");
    expect(records.map(({ id }) => id)).toEqual(["xx:recommendation:b"]);
    expect(unread).toMatchObject([
      { id: "xx:recommendation:deep", code: "UNREADABLE", finding: { field: "measures", got: "deeper ones" } },
    ]);
  });

  it("are connections to their last page", async () => {
    const { records } = await read("xx:indicator:a");
    const nodes = Array.from({ length: OBSERVATIONS }, (_, value) => expect.objectContaining({ value }));
    expect(records[0]?.content["observations"]).toEqual({ nodes });
  });

  it("is nothing where the owner, without an error, has no such record: it is gone", async () => {
    const { records, gone, unread } = await read("xx:indicator:gone");
    expect({ records, gone, unread }).toEqual({ records: [], gone: ["xx:indicator:gone"], unread: [] });
  });
});
