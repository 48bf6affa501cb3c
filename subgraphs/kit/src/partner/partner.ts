import type { EntityManager } from "@mikro-orm/postgresql";
import type { RecordClass, RecordClasses } from "../records/record-class.js";
import type { EventSeed, LegitimacyIndicatorSeed, PublicationSeed, RecommendationSeed } from "../model/seed.js";
import type { Migration } from "@mikro-orm/migrations";

/** A migration and the name under which it is written down as done. Names never change. */
export interface NamedMigration {
  readonly name: string;
  readonly class: new (...args: ConstructorParameters<typeof Migration>) => Migration;
}

/** A partner's first data. */
export interface PartnerSeed {
  /**
   * Written down when the seed has run; each version runs once. A new version adds the records that are not there yet. What is
   * there is never overwritten, nor is a withdrawn or an erased record brought back.
   */
  readonly version: string;
  readonly events?: readonly EventSeed[];
  readonly publications?: readonly PublicationSeed[];
  readonly recommendations?: readonly RecommendationSeed[];
  readonly legitimacyIndicators?: readonly LegitimacyIndicatorSeed[];
  /** Fills tables of the partner's own, in the same transaction. `added` holds the ids of the records this run has added. */
  readonly own?: (em: EntityManager, added: ReadonlySet<string>) => Promise<void>;
}

/**
 * A table of the partner's own whose rows belong to records: whoever may not see the record does not see them either. Its changes
 * should count as changes of the record: see `recordRowTriggers`.
 */
export interface RecordRowsEntity {
  readonly entity: new () => object;
  /** The final class of the records. */
  readonly of: RecordClass;
  /** The property with the record's id. */
  readonly by: string;
}

/** What a partner's package says about itself. */
export interface PartnerOptions {
  /** The partner's code: CPS, CC_GPI. */
  readonly code: string;
  /** Port of its server unless PORT says otherwise. */
  readonly port: number;
  /** `import.meta.url` of src/partner.ts: schema.graphql lies one folder above it. */
  readonly moduleUrl: string;
  /** One final class for each kind of record the partner keeps, named as `recordTypeName` says. */
  readonly records: readonly RecordClass[];
  /** Entities of the partner's own tables: with `of` and `by` where rows belong to a record; else all callers may see them. */
  readonly entities?: readonly ((new () => object) | RecordRowsEntity)[];
  /** type-graphql resolvers of the partner's own queries and fields; each query's name begins with the partner's prefix. */
  readonly resolvers?: readonly (new () => object)[];
  /** The partner's own migrations, in order; they run after the kit's. */
  readonly migrations?: readonly NamedMigration[];
  readonly seed?: PartnerSeed;
}

/** A partner, checked and complete: what the server, the seeding and the contract suite work from. */
export interface Partner {
  readonly code: string;
  readonly port: number;
  readonly classes: RecordClasses;
  readonly entities: readonly (new () => object)[];
  /** Those of the entities whose rows belong to records. */
  readonly rows: readonly RecordRowsEntity[];
  readonly resolvers: readonly (new () => object)[];
  /** The kit's migrations, then the partner's. */
  readonly migrations: readonly NamedMigration[];
  readonly seed: PartnerSeed | undefined;
  /** Where the emitted schema.graphql lies. */
  readonly sdlFile: URL;
}

/** A partner's package contradicts the contract or itself. The message says what was expected, what came and how to mend it. */
export class PartnerDefinitionError extends Error {
  override readonly name = "PartnerDefinitionError";
}
