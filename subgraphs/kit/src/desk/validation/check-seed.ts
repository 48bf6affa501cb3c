import { parseRecordId, type RecordKind } from "@segpol/schema";
import { typed } from "../../model/stored.js";
import { validateInput } from "./validate-input.js";
import type { RecordClasses } from "../../records/record-class.js";
import { PartnerDefinitionError, type PartnerSeed } from "../../partner/partner.js";
import { seedsByKind } from "../../seeding/seeds-by-kind.js";
import type { RecordSeed } from "../../model/seed.js";

/**
 * Checks seeds as the desk checks what is typed: ids, codes of the vocabulary, dates, links.
 * @throws PartnerDefinitionError naming the first seed that does not fit.
 */
export function checkSeed(code: string, classes: RecordClasses, seed: PartnerSeed): void {
  const seen = new Set<string>();
  for (const [kind, seeds] of Object.entries(seedsByKind(seed)) as [RecordKind, readonly RecordSeed[]][]) {
    if (seeds.length > 0 && !classes[kind]) {
      fail(`a class for ${kind} among the partner's records, since there are seeds of that kind`, "none");
    }
    for (const record of seeds) {
      checkRecord(code, kind, record);
      if (seen.has(record.id)) fail("each seed to have an id of its own", `${record.id} twice`);
      seen.add(record.id);
    }
  }
}

function checkRecord(code: string, kind: RecordKind, { id, ...content }: RecordSeed): void {
  const parts = parseRecordId(id);
  if (parts?.partner !== code || parts.kind !== kind) {
    fail(`recordId("${code}", "${kind}", slug) as the id of a seed of that kind`, id);
  }
  const { problems } = validateInput(kind, typed(content), { code });
  // A partner's class may have columns of its own, which nobody but the partner knows.
  const [found] = problems.filter(({ field, code: what }) => what !== "UNKNOWN_FIELD" || field.includes("."));
  if (found) throw new PartnerDefinitionError(`${id}, ${found.field}: ${found.message} ${found.mend}`);
}

function fail(expected: string, came: string): never {
  throw new PartnerDefinitionError(`Expected ${expected}; got ${came}.`);
}
