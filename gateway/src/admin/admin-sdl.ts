/** The admin API of the hub. Mutations and the history are for administrators; staff of partners may ask the rest. */
export const adminSdl = /* GraphQL */ `
  type Query {
    "The partners of the graph, in the order in which the hub lists them."
    partners: [RegisteredPartner!]!
    "The version of the graph that is in service."
    version: Int!
    "Versions of the graph, the latest first; before: those before this number."
    history(first: Int! = 20, before: Int): [Version!]!
    "What joinPartner, or publishPartner for a partner that is in, would find. Nothing is changed."
    check(code: String!, url: String!): ChangeResult!
    "The supergraph for any federation router, with the catalogue at this address; the version in service when none is named. Null: there is no such version."
    exportSupergraph(catalogueUrl: String!, version: Int): String
  }

  type Mutation {
    "Takes a partner into the graph."
    joinPartner(
      code: String!
      url: String!
      name: String
      "Language of the name."
      language: Language! = NL
      website: String
      "Address of the licence of its data."
      licence: String
      "An e-mail address or a web address of who answers for its data."
      contactPoint: String
      reason: String
      force: Boolean! = false
    ): ChangeResult!
    "Takes a partner out of the graph. What was harvested of it is kept, unseen, for its return."
    leavePartner(code: String!, reason: String, force: Boolean! = false): ChangeResult!
    "Puts what a partner serves now into the graph; with url, from there on."
    publishPartner(
      code: String!
      url: String
      "Address of the licence of its data from now on; empty: it states none."
      licence: String
      "Who answers for its data from now on, an e-mail address or a web address; empty: it states none."
      contactPoint: String
      reason: String
      force: Boolean! = false
    ): ChangeResult!
    "Makes a new version with the partners and SDLs of an earlier one."
    rollback(version: Int!, reason: String): ChangeResult!
  }

  enum Language {
    NL
    FR
    DE
    EN
  }

  type RegisteredPartner {
    code: String!
    "In the language it was given in."
    name: String!
    names: [PartnerName!]!
    website: String
    licence: String
    contactPoint: String
    acronym: String!
    role: String!
    url: String!
    "SHA-256 of the SDL in service."
    sdlDigest: String!
    "The SDL in service, as the partner gave it."
    sdl: String!
  }

  type PartnerName {
    language: Language!
    text: String!
    "Whether it was given in this language."
    original: Boolean!
  }

  type Version {
    number: Int!
    "When it was made, ISO 8601 in UTC."
    at: String!
    action: Action!
    "The partner that it was about; null: the graph as a whole."
    partner: String
    who: String!
    why: String
    "Breaking changes were let through."
    forced: Boolean!
    "Codes of the partners."
    partners: [String!]!
    changes: [Change!]!
    "What clients had asked lately that no longer worked since, the most frequent first."
    brokenOperations: [BrokenOperation!]!
  }

  "An operation that clients sent in the days before, without any value of theirs."
  type BrokenOperation {
    name: String
    "Without aliases; every number is 0, every text empty."
    document: String!
    "What the clients call themselves, the most frequent first."
    clients: [String!]!
    times: Int!
    "YYYY-MM-DD in UTC"
    lastAsked: String!
    "What the graph has against it."
    problem: String!
  }

  enum Action {
    "The hub found changes in its own packages when it started."
    START
    JOIN
    PUBLISH
    LEAVE
    ROLLBACK
  }

  type ChangeResult {
    "Whether the graph is as was asked now, or would be. If not, everything is as it was, and the findings say why."
    accepted: Boolean!
    "The version in service."
    version: Int!
    findings: [Finding!]!
    "What changes for clients, the worst first."
    changes: [Change!]!
    "What clients asked lately that would no longer work, or no longer does, the most frequent first."
    brokenOperations: [BrokenOperation!]!
  }

  type Finding {
    code: String!
    severity: Severity!
    "The partner it is about; null: the graph as a whole."
    partner: String
    "Where in the SDL."
    place: String!
    message: String!
    "How to mend it."
    mend: String!
  }

  enum Severity {
    "Stands in the way."
    ERROR
    "Makes the partner less useful to clients."
    WARNING
  }

  type Change {
    level: ChangeLevel!
    type: String!
    place: String!
    message: String!
  }

  enum ChangeLevel {
    BREAKING
    DANGEROUS
    SAFE
  }
`;
