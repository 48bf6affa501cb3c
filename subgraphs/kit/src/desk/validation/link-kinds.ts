import { parseRecordId, type RecordKind } from "@segpol/schema";
import type { LinkRelation } from "../../vocabulary/vocabulary.js";
import type { RecordInput } from "../../model/inputs.js";
import type { LinkValue } from "../../model/seed.js";
import type { Findings } from "./findings.js";

/** The kind of record that a relation leads to; the others lead to any. */
const KIND_OF_RELATION: Readonly<Partial<Record<LinkRelation, RecordKind>>> = {
  series: "Event",
  event: "Event",
  publication: "Publication",
  recommendation: "Recommendation",
  legitimacyIndicator: "LegitimacyIndicator",
};

/** A relation that names a kind leads to a record of that kind. */
export function checkLinkKinds({ links }: RecordInput, findings: Findings): void {
  for (const [index, { rel, id }] of ((links ?? []) as readonly LinkValue[]).entries()) {
    const expected = KIND_OF_RELATION[rel];
    const kind = parseRecordId(id)?.kind;
    if (expected === undefined || kind === expected) continue;
    findings.refuse({
      field: `links.${index}.id`,
      code: "LINK_KIND",
      expected: `"${rel}" to lead to a record of kind ${expected}`,
      came: `${id}, a ${kind}`,
    });
  }
}
