import type { PartnerDefinition } from "../../src/base/partner-definition.js";
import { createStubDefinition } from "../../src/testing/stub-definition.js";

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

interface SmallPartner {
  /** Further fields of its events. */
  readonly fields?: string;
  /** What stands between the name of its event type and its fields. */
  readonly directives?: string;
  /** Further fields of Query. */
  readonly rootFields?: string;
  /** Further definitions. */
  readonly types?: string;
  readonly link?: string;
}

/** SDL of a partner that keeps events of which it says nothing but their ids and titles, and whatever a test adds. */
export function smallSdl(
  prefix: string,
  { fields = "", directives = '@key(fields: "id")', rootFields = "", types = "", link = LINK }: SmallPartner,
): string {
  return /* GraphQL */ `
    ${link}
    type ${prefix}Event ${directives} { id: ID! title(lang: Language): String! ${HARVEST_FIELDS} ${fields} }
    type Query { ${CHANGES} ${rootFields} }
    ${HARVEST_TYPES}
    ${types}
  `;
}

/** Partner MIN, with that SDL. */
export function smallPartner(additions: SmallPartner = {}): PartnerDefinition {
  return createStubDefinition("MIN", { sdl: smallSdl("Min", additions) });
}
