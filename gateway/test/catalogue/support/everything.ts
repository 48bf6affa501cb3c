import { THEME_CODES } from "@segpol/schema";
import { graphql } from "graphql";
import type { Catalogue } from "../../../src/catalogue/catalogue.js";

const CARD = `__typename id title summary languages themes { code } criteria { code } visibility url version updatedAt partner { code }
  ... on Event { kind status date { text earliest latest } organisers { code } series { id title } publications(first: 3) { totalCount nodes { id } } }
  ... on Publication { type event { id } followedBy: recommendations(first: 3) { totalCount nodes { id } } }
  ... on Recommendation { recommendationKind: kind ref dueOn progress { claimed assessed closure overdue } publication { id } event { id }
    legitimacyIndicators { id } relatedRecommendations { id } }
  ... on LegitimacyIndicator { territory latest { value } linked: recommendations { id } }`;

const LIST = `totalCount edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage endCursor }
  facets { themes { code count } partners { code count } kinds { code count } statuses { code count } }
  sources { partner { code } state asOf lastContactAt records problem }`;

/** Lists, counts, facets, search, links, the overview: whatever the catalogue says of records. */
const EVERYTHING = `query ($from: Date!) {
  records(first: 100) { ${LIST} nodes { ${CARD} } }
  updated: records(first: 5, orderBy: UPDATED_DESC) { ${LIST} }
  found: records(first: 100, filter: { text: "opleiding OR reforme" }) { ${LIST} }
  events(first: 7) { ${LIST} }
  coming: events(first: 4, orderBy: DATE_DESC, filter: { from: $from, statuses: [CONFIRMED] }) { ${LIST} }
  publications(last: 5) { ${LIST} }
  recommendations(first: 100, orderBy: PROGRESS) { ${LIST} }
  overdue: recommendations(first: 3, orderBy: DUE, filter: { overdue: true }) { ${LIST} }
  legitimacyIndicators(first: 100, filter: { territories: ["44021"] }) { ${LIST} }
  themes { code events(first: 3) { totalCount nodes { id } } recommendations { totalCount facets { statuses { code count } } } }
  criteria { code legitimacyIndicators { totalCount nodes { id } } }
  partners { code joinedAt source { state asOf records problem } publications(first: 2) { totalCount nodes { id } } }
  overview {
    asOf
    coverage { theme { code } partner { code } events publications recommendations legitimacyIndicators }
    byTheme: progress(by: THEME) { code total claimed { status count } assessed { status count } overdue }
    byPartner: progress(by: PARTNER) { code total overdue }
    upcomingEvents(first: 5) { totalCount nodes { id } }
    overdueRecommendations { totalCount nodes { id } }
    gaps { kind theme { code } record { id } partner { code } }
    sources { partner { code } state records }
  }
  theme(code: "${THEME_CODES[0]}") { events(first: 100) { nodes { id } } }
}`;

/** All that the catalogue answers, as of an instant or now, as JSON. */
export async function everything({ schema, createContext }: Catalogue, at: Date | null): Promise<string> {
  const { data, errors } = await graphql({
    schema,
    source: EVERYTHING,
    variableValues: { from: "2022-01-01" },
    contextValue: createContext({ at, languages: ["FR"] }),
  });
  if (errors) throw new Error(errors.map(({ message }) => message).join("\n"));
  return JSON.stringify(data, undefined, 1);
}
