import { typePrefix } from "@segpol/schema";
import type { PartnerDefinition } from "../../src/base/partner-definition.js";

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable"])`;

/** What every partner's SDL needs so that the hub can harvest it. */
const HARVEST_TYPES = /* GraphQL */ `
  enum Language {
    NL
    FR
    DE
    EN
  }
  scalar DateTime
  type RecordLink @shareable {
    rel: String!
    id: ID!
  }
  type RecordText @shareable {
    field: String!
    language: Language!
    text: String!
    original: Boolean!
  }
  type RecordChange @shareable {
    id: ID!
    type: String!
    withdrawn: Boolean!
    erased: Boolean!
  }
  type RecordChanges @shareable {
    epoch: String!
    changes: [RecordChange!]!
    cursor: String!
    hasMore: Boolean!
    asOf: DateTime!
  }
`;
const CHANGES = "_changes(after: String, first: Int! = 100, wait: Int! = 0): RecordChanges!";
export const HARVEST_FIELDS = "_links: [RecordLink!]! _texts: [RecordText!]!";

/** A partner of this code that publishes this SDL. */
export function partnerWith(code: string, sdl: string): PartnerDefinition {
  return {
    code,
    prefix: typePrefix(code),
    name: { original: "EN", EN: `Partner ${code}` },
    acronym: code,
    role: "PLUGIN_PARTNER",
    website: null,
    url: `http://localhost:4999/${code.toLowerCase()}`,
    sdl,
  };
}

interface SmallPartner {
  /** Further fields of MinEvent. */
  readonly fields?: string;
  /** What stands between `type MinEvent` and its fields. */
  readonly directives?: string;
  /** Further fields of Query. */
  readonly rootFields?: string;
  /** Further definitions. */
  readonly types?: string;
  readonly link?: string;
}

/** Partner MIN, which keeps events of which it says nothing but their ids and titles, and whatever a test adds. */
export function smallPartner({
  fields = "",
  directives = '@key(fields: "id")',
  rootFields = "",
  types = "",
  link = LINK,
}: SmallPartner = {}) {
  return partnerWith(
    "MIN",
    /* GraphQL */ `
      ${link}
      type MinEvent ${directives} { id: ID! title(lang: Language): String! ${HARVEST_FIELDS} ${fields} }
      type Query { ${CHANGES} ${rootFields} }
      ${HARVEST_TYPES}
      ${types}
    `,
  );
}
