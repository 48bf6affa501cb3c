import { RECORD_LIMITS } from "@segpol/schema";
import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { ask, query } from "./support/graph.js";
import { type RunningHub, startHub } from "./support/running-hub.js";

let hub: RunningHub;
let editor: Record<string, string>;
let cabinet: Record<string, string>;
beforeAll(async () => {
  hub = await startHub(["GENT"]);
  editor = { authorization: `Bearer ${await hub.token(["partner:GENT:editor"])}` };
  cabinet = { authorization: `Bearer ${await hub.token(["cabinet"])}` };
}, 120_000);
afterAll(() => hub?.stop());

const TITLE = "Schimmelpaard";

/** One operation at the owner's desk, whose commands all have to be carried out. */
async function desk(mutation: string): Promise<void> {
  const url = hub.partnerUrl("GENT").replace(/\/graphql$/, "/desk/graphql");
  const { data, errors } = await ask<Record<string, { status: string; errors: unknown[] }>>(
    url,
    `mutation { ${mutation} }`,
    { headers: editor },
  );
  expect(errors).toEqual([]);
  for (const { status, errors: problems } of Object.values(data ?? {}))
    expect(["CREATED", "CHANGED"], `${mutation}: ${status} ${JSON.stringify(problems)}`).toContain(status);
}

interface Seen {
  readonly title: string | undefined;
  readonly changes: readonly string[];
}

/** What the hub says of a record: its title at an instant, and what became of it since. */
async function seen(id: string, since: string, then: string, headers: Record<string, string> = {}): Promise<Seen> {
  const past = await query<{ record: { title: string } | null }>(hub.url, `{ record(id: "${id}") { title } }`, {
    headers: { ...headers, "accept-datetime": then },
  });
  const { changes } = await query<{ changes: { nodes: { kind: string; recordId: string }[] } }>(
    hub.url,
    `{ changes(since: "${since}", filter: { partners: ["GENT"] }, first: 100) { nodes { kind recordId } } }`,
    { headers },
  );
  const own = changes.nodes.filter(({ recordId }) => recordId === id);
  return { title: past.record?.title, changes: own.map(({ kind }) => kind) };
}

type Step = (id: string, version: number) => string;
const ERRORS = "{ status errors { field code message } }";
const show =
  (visibility: string): Step =>
  (id, version) =>
    `updateEvent(id: "${id}", version: ${version}, changes: { visibility: ${visibility} }) ${ERRORS}`;
const withdraw: Step = (id, version) => `withdrawRecord(id: "${id}", version: ${version}) ${ERRORS}`;
const unpublish: Step = (id, version) => `unpublishRecord(id: "${id}", version: ${version}) ${ERRORS}`;

/** While this is done, the owner's feed gives nothing: afterwards all of it at once. */
async function unseen(work: () => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: hub.databaseUrl("GENT") });
  await client.connect();
  try {
    await client.query("begin");
    await client.query("select pg_current_xact_id()");
    await work();
    await client.query("commit");
  } finally {
    await client.end();
  }
}

it.each([
  { how: "and is withdrawn before the hub has looked", slug: "at-once", first: show("CABINET"), second: withdraw },
  { how: "while it is withdrawn", slug: "withdrawn", first: withdraw, second: show("CABINET") },
  { how: "while it is a draft", slug: "draft", first: unpublish, second: show("CABINET") },
])("a public record that becomes the cabinet's $how is hidden in its past too, until it is opened", async (given) => {
  const { slug, first, second } = given;
  const id = `gent:event:past-${slug}`;
  const since = new Date().toISOString();
  await desk(
    `createEvent(slug: "past-${slug}", input: { title: { NL: "${TITLE}" }, kind: OTHER }, draft: false) ${ERRORS}`,
  );
  const titleNow = async () =>
    (await query<{ record: { title: string } | null }>(hub.url, `{ record(id: "${id}") { title } }`)).record?.title;
  await expect.poll(titleNow).toBe(TITLE);
  const then = new Date(Math.ceil(Date.now() / 1_000) * 1_000).toUTCString();
  await expect.poll(Date.now).toBeGreaterThan(Date.parse(then));
  const hidden: Seen = { title: undefined, changes: ["WITHDRAWN"] };
  const shown: Seen = { title: TITLE, changes: ["CREATED", "WITHDRAWN"] };
  const becomes = async (wanted: Seen) => await expect.poll(() => seen(id, since, then)).toStrictEqual(wanted);
  if (slug === "at-once") {
    await unseen(async () => {
      await desk(first(id, 1));
      await desk(second(id, 2));
    });
  } else {
    await desk(first(id, 1));
    await becomes(shown);
    await desk(second(id, 2));
  }
  await becomes(hidden);
  expect(await seen(id, since, then, cabinet)).toEqual(shown);
  await desk(show("PUBLIC")(id, 3));
  await becomes(shown);
});

it("what the desk takes at its limits the hub indexes, and hides when it is hidden", async () => {
  const { measureLevels, measures: mostMeasures, bytes } = RECORD_LIMITS;
  const levels = (count: number): object => ({
    ref: `M${count}`,
    text: { NL: "stap" },
    measures: count > 1 ? [levels(count - 1)] : [],
  });
  const wide = Array.from({ length: 10 }, (_, index) => ({
    ref: `W${index}`,
    text: { NL: "stap" },
    measures: Array.from({ length: mostMeasures / 10 - 1 }, (_none, below) => ({
      ref: `W${index}.${below}`,
      text: { NL: "s" },
    })),
  }));
  const action = { original: "NL", NL: "\u3316 ".repeat(3_000), FR: "\u3316 ".repeat(3_000) };
  const followUps = Array.from({ length: Math.floor(bytes / 24_300) - 1 }, () => ({
    actor: "Zone",
    action,
    date: { edtf: "2024-03" },
    status: "LIMITED",
  }));
  const url = hub.partnerUrl("GENT").replace(/\/graphql$/, "/desk/graphql");
  const create = `mutation ($slug: String, $input: RecommendationInput!) {
    createRecommendation(slug: $slug, input: $input, draft: false) { status errors { field code message } } }`;
  const deep = { measures: [levels(measureLevels)] };
  for (const [slug, input] of Object.entries({ deep, wide: { measures: wide }, long: { followUps } })) {
    const variables = { slug, input: { title: { NL: "Grens" }, ...input } };
    const { data, errors } = await ask<{ createRecommendation: object }>(url, create, { headers: editor, variables });
    expect([errors, data?.createRecommendation]).toEqual([[], { status: "CREATED", errors: [] }]);
  }
  const found = async () => {
    const { recommendations, partner } = await query<{
      recommendations: { nodes: { id: string }[] };
      partner: { source: { findings: object[] } };
    }>(
      hub.url,
      `{ recommendations(filter: { partners: ["GENT"], text: "Grens" }) { nodes { id } } partner(code: "GENT") { source { findings { recordId got } } } }`,
      { headers: editor },
    );
    return { ids: recommendations.nodes.map(({ id }) => id).toSorted(), findings: partner.source.findings };
  };
  const all = ["deep", "long", "wide"].map((slug) => `gent:recommendation:${slug}`);
  await expect.poll(found).toEqual({ ids: all, findings: [] });
  await desk(
    `updateRecommendation(id: "gent:recommendation:deep", version: 1, changes: { visibility: CABINET }) ${ERRORS}`,
  );
  const isShown = async () =>
    (await query<{ record: object | null }>(hub.url, `{ record(id: "gent:recommendation:deep") { id } }`)).record !==
    null;
  await expect.poll(isShown).toBe(false);
});
