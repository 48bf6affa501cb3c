import { add, type Case, change, EVENT, wrong } from "../case.js";
import { edited } from "../sample-subgraph.js";

export const typeCases: readonly Case[] = [
  wrong("TYPE_OUTSIDE_PREFIX", "Speaker", "no prefix", add("type Speaker { name: String }")),
  wrong("TYPE_OUTSIDE_PREFIX", "CplSpeaker", "another partner's prefix", add("type CplSpeaker { name: String }")),
  wrong(
    "TYPE_OUTSIDE_PREFIX",
    "CplEvent",
    "another partner's record",
    add('extend type CplEvent @key(fields: "id") { id: ID! mine: String }'),
  ),
  wrong(
    "TYPE_OUTSIDE_PREFIX",
    "CcGpirates",
    "the prefix and a lower-case letter",
    add("type CcGpirates { name: String }"),
  ),
  wrong("TYPE_OUTSIDE_PREFIX", "CcGpi", "the prefix alone", add("scalar CcGpi")),
  wrong("TYPE_OUTSIDE_PREFIX", "Overview", "the hub's type, extended", add("extend type Overview { mine: Int }")),
  wrong(
    "TYPE_OUTSIDE_PREFIX",
    "federation__Evil",
    "an object type in federation's name",
    add("type federation__Evil { a: Int }"),
  ),
  wrong("TYPE_OUTSIDE_PREFIX", "link__Evil", "an enum in link's name", add("enum link__Evil { A }")),
  wrong("CONTRACT_INTERFACE_DECLARED", "Event", "Event", add("interface Event { id: ID! }")),
  wrong("CONTRACT_INTERFACE_DECLARED", "Record", "Record, extended", add("extend interface Record { mine: String }")),
  wrong("CONTRACT_INTERFACE_DECLARED", "Harvested", "Harvested", add("interface Harvested { _links: [RecordLink!]! }")),
  wrong(
    "CONTRACT_INTERFACE_IMPLEMENTED",
    "CcGpiEvent",
    "a record",
    change(EVENT, EVENT.replace(" @", " implements Event @")),
  ),
  wrong(
    "INTERFACE_FOREIGN",
    "CcGpiSpeaker",
    "another partner's interface",
    change("CcGpiSpeaker implements CcGpiNamed", "CcGpiSpeaker implements CcGpiNamed & CplNamed"),
  ),
  wrong("UNION_MEMBER_FOREIGN", "CcGpiGuest", "another partner's type", change("| CcGpiSpeaker", "| CplEvent")),
  wrong("UNION_MEMBER_FOREIGN", "CcGpiGuest", "the hub's type", change("| CcGpiSpeaker", "| Theme")),
  wrong(
    "QUERY_RENAMED",
    "schema",
    "in schema { }",
    edited(add("schema { query: CcGpiQuery }"), "type Query", "type CcGpiQuery"),
  ),
  wrong("ROOT_TYPE_NOT_ALLOWED", "Mutation", "by its name", add("type Mutation { ccGpiAdd: Int }")),
  wrong(
    "ROOT_TYPE_NOT_ALLOWED",
    "Subscription",
    "by its name, extended",
    add("extend type Subscription { ccGpiAdded: Int }"),
  ),
  wrong(
    "ROOT_TYPE_NOT_ALLOWED",
    "CcGpiWrites",
    "under another name",
    add("extend schema { mutation: CcGpiWrites } type CcGpiWrites { ccGpiAdd: Int }"),
  ),
  wrong("ROOT_FIELD_OUTSIDE_PREFIX", "Query.events", "the hub's name", change("  ccGpiFocusGroups(", "  events(")),
  wrong(
    "ROOT_FIELD_OUTSIDE_PREFIX",
    "Query.CcGpiFocusGroups",
    "a capital",
    change("  ccGpiFocusGroups(", "  CcGpiFocusGroups("),
  ),
  wrong("ROOT_FIELD_OUTSIDE_PREFIX", "Query.ccGpi", "the prefix alone", change("  ccGpiFocusGroups(", "  ccGpi(")),
  wrong("ROOT_FIELD_OUTSIDE_PREFIX", "Query.themes", "in an extension", add("extend type Query { themes: [Theme!]! }")),
];
