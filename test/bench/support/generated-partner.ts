import { once } from "node:events";
import type { Defer } from "./benchmark.ts";
import { type Question, serveGraph } from "./serve.ts";

export interface GeneratedPartner {
  readonly url: string;
  /** Records that the harvest has gone past: it asked for what comes after them. */
  readonly passed: number;
}

const FUZZY_DATE = {
  text: "maart 2022",
  edtf: "2022-03",
  earliest: "2022-03-01",
  latest: "2022-03-31",
  basis: "STATED",
};
const SUMMARY = "Over het vertrouwen tussen burgers en politie, en wat daarvan terecht komt. ".repeat(12);

/** A partner that takes CPS's place, with this many events that are made up as they are asked for. */
export async function startGeneratedPartner(
  records: number,
  defer: Defer,
  themes: readonly string[] = ["TRUST"],
): Promise<GeneratedPartner> {
  let passed = 0;

  function changes({ after, first = 100 }: NonNullable<Question["variables"]>): object {
    const start = Number(after ?? 0);
    passed = Math.max(passed, start);
    const end = Math.min(records, start + first);
    const page = Array.from({ length: end - start }, (_, index) => ({
      id: `cps:event:generated-${start + index}`,
      type: "CpsEvent",
      withdrawn: false,
      erased: false,
    }));
    return {
      _changes: {
        epoch: "generated",
        changes: page,
        cursor: String(end),
        hasMore: end < records,
        // Nothing is complete before the last page is given.
        asOf: new Date(end < records ? 0 : Date.now()).toISOString(),
      },
    };
  }

  const address = await serveGraph(async ({ query, variables = {} }, _path, gone) => {
    if (variables.representations) return { _entities: variables.representations.map(({ id }) => event(id, themes)) };
    if (!query.includes("_changes")) return { __typename: "Query" };
    // There is nothing new after the last: the question is held open as a partner holds it.
    if (Number(variables.after ?? 0) >= records && variables.wait) {
      passed = records;
      if (!gone.aborted) await once(gone, "abort");
    }
    return changes(variables);
  }, defer);
  return {
    url: `${address}/graphql`,
    get passed() {
      return passed;
    },
  };
}

function event(id: string, themes: readonly string[]): object {
  const title = `Gegenereerd evenement ${id}`;
  const text = (field: string, nl: string) => [
    { field, language: "NL", text: nl, original: true },
    { field, language: "FR", text: `${nl} (fr)`, original: false },
  ];
  return {
    __typename: "CpsEvent",
    id,
    partner: { code: "CPS" },
    title,
    summary: SUMMARY,
    languages: ["NL", "FR"],
    themes: themes.map((code) => ({ code })),
    criteria: [],
    visibility: "PUBLIC",
    url: "https://www.example.org/evenement",
    version: 1,
    updatedAt: "2022-03-01T00:00:00.000Z",
    provenance: { document: "Gegenereerd", locator: null, url: null, retrievedAt: null },
    kind: "ROUND_TABLE",
    status: "CONFIRMED",
    date: FUZZY_DATE,
    place: { name: "Brussel", country: "BE", nisCode: "21004" },
    attendance: "OFFLINE",
    organisers: [{ code: "CPS" }],
    topics: ["een", "twee", "drie"],
    topicsOpen: false,
    speakers: ["Iemand"],
    capacity: { groups: 3, groupMin: 8, groupMax: 10, min: null, max: null },
    registration: null,
    livestream: null,
    _links: [],
    _texts: [...text("title", title), ...text("summary", SUMMARY), ...text("topics.0", "een")],
  };
}
