/** A query with a variable `$since`: the same answer for every instant before the first record was changed. */
export interface Workload {
  readonly name: string;
  readonly query: string;
}

/** Without anything that goes with the clock, as answers are compared. */
export const WORKLOADS: readonly Workload[] = [
  {
    name: "details of events",
    query: `query ($since: DateTime) { events(filter: { partners: ["CPS", "CPL", "CEP", "ADVP", "GENT"], updatedSince: $since }, first: 50) {
      totalCount nodes { id title summary kind status topics speakers livestream partner { code name } themes { code }
        date { text edtf earliest latest } place { name country } capacity { min max groups } registration { state }
        provenance { document locator } } } }`,
  },
  {
    name: "recommendations",
    query: `query ($since: DateTime) { recommendations(filter: { updatedSince: $since }, first: 50) { totalCount nodes {
      id ref title partner { code } goal addressees progress { claimed assessed closure }
      measures { ref text progress { claimed } measures { ref text } } responses { body value reason }
      followUps { actor action status evidence { type description } } } } }`,
  },
  {
    name: "partners' own fields",
    query: `query ($since: DateTime) { records(filter: { updatedSince: $since }, first: 100) { nodes { id title partner { code }
      ... on CpsEvent { topics focusGroups { number participantsMin participantsMax } }
      ... on CcGpiPublication { authors documents { url } }
      ... on GentRecommendation { goal projects { id title } } } } }`,
  },
  {
    name: "agenda with facets",
    query: `query ($since: DateTime) { events(filter: { from: "2021-12-01", to: "2022-12-31", updatedSince: $since }, orderBy: DATE, first: 20) {
      totalCount pageInfo { hasNextPage } facets { partners { code count } kinds { code count } themes { code count } }
      nodes { id title date { edtf earliest } place { name } organisers { code } } } }`,
  },
  {
    name: "overview",
    query: `query ($since: DateTime) { overview { coverage { theme { code } partner { code } events publications recommendations }
      progress(by: PARTNER) { code total overdue claimed { status count } assessed { status count } } }
      records(filter: { updatedSince: $since }, first: 1) { totalCount } }`,
  },
];

/** Before any record was changed. */
const FIRST_INSTANT = Date.UTC(2001, 0, 1);

/** The body of a request for the nth instant, whose answer is that for every other. */
export function bodyOf({ query }: Workload, n: number): string {
  return JSON.stringify({ query, variables: { since: new Date(FIRST_INSTANT + n).toISOString() } });
}

/** Gives the bodies of requests of which no two are equal. */
export function newBodies(workload: Workload): () => string {
  let n = 0;
  return () => bodyOf(workload, (n += 1));
}
