import { fieldPrefix, type RecordKind, recordTypeName } from "@segpol/schema";
import type { RecordClass, RecordClasses } from "./records/record-class.js";
import { type Partner, PartnerDefinitionError, type PartnerOptions } from "./partner/partner.js";
import type { BaseRecord } from "./records/base-record.js";
import { EventRecord } from "./records/event-record.js";
import { LegitimacyIndicatorRecord } from "./records/indicator-record.js";
import { PublicationRecord } from "./records/publication-record.js";
import { RecommendationRecord } from "./records/recommendation-record.js";
import { checkSeed } from "./desk/validation/check-seed.js";
import { kitMigrations } from "./storage/migrations/kit-migrations.js";

const BASES: readonly (readonly [RecordKind, abstract new () => BaseRecord])[] = [
  ["Event", EventRecord],
  ["Publication", PublicationRecord],
  ["Recommendation", RecommendationRecord],
  ["LegitimacyIndicator", LegitimacyIndicatorRecord],
];

/**
 * Defines a partner.
 * @throws PartnerDefinitionError when classes, migrations or seeds do not fit.
 */
export function definePartner(options: PartnerOptions): Partner {
  const { code, port, moduleUrl, records, entities = [], resolvers = [], migrations = [], seed } = options;
  fieldPrefix(code); // refuses what is no partner's code
  const classes = classesByKind(code, records);
  const all = [...kitMigrations, ...migrations];
  const doubled = all.find(({ name }, index) => all.findIndex((other) => other.name === name) < index);
  if (doubled) {
    throw new PartnerDefinitionError(
      `Expected each migration to have a name of its own; got ${doubled.name} twice: rename one.`,
    );
  }
  if (seed) checkSeed(code, classes, seed);
  return {
    code,
    port,
    classes,
    entities: entities.map((each) => ("entity" in each ? each.entity : each)),
    rows: entities.filter((each) => "entity" in each),
    resolvers,
    migrations: all,
    seed,
    sdlFile: new URL("../schema.graphql", moduleUrl),
  };
}

function classesByKind(code: string, records: readonly RecordClass[]): RecordClasses {
  const classes: Partial<Record<RecordKind, RecordClass>> = {};
  for (const record of records) {
    const kind = BASES.find(([, base]) => record.prototype instanceof base)?.[0];
    if (!kind) {
      throw new PartnerDefinitionError(
        `Expected record class ${record.name} to extend EventRecord, PublicationRecord, RecommendationRecord or LegitimacyIndicatorRecord.`,
      );
    }
    if (classes[kind]) {
      throw new PartnerDefinitionError(
        `Expected one class for each kind of record; got ${classes[kind].name} and ${record.name} for ${kind}: keep one.`,
      );
    }
    const expected = recordTypeName(code, kind);
    if (record.name !== expected) {
      throw new PartnerDefinitionError(
        `Expected the class of kind ${kind} of partner ${code} to be named ${expected}; got ${record.name}: rename it.`,
      );
    }
    classes[kind] = record;
  }
  return classes;
}
