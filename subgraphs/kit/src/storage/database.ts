import { Migrator } from "@mikro-orm/migrations";
import { MikroORM } from "@mikro-orm/postgresql";
import { settleEpoch } from "../feed/feed-epoch.js";
import type { Partner } from "../partner.js";
import { Assessment } from "../rows/assessment.js";
import { FollowUp } from "../rows/follow-up.js";
import { Measure } from "../rows/measure.js";
import { Observation } from "../rows/observation.js";
import { Response } from "../rows/response.js";
import { seedPartner } from "../seeding/seed-partner.js";

/** Any number will do, as long as nothing else in the database uses it. */
const LOCK = 7_346_201;
const MOST_CONNECTIONS = 8;

/** What a database is opened with. */
export interface DatabaseOptions {
  /** postgres://role:password@host:port/database */
  readonly databaseUrl: string;
  /** Called with each statement that is sent, for tests that count them. */
  readonly onStatement?: ((sql: string) => void) | undefined;
}

/** Opens a partner's database. Connections are made when they are needed, 8 at most. */
export async function openDatabase(partner: Partner, { databaseUrl, onStatement }: DatabaseOptions): Promise<MikroORM> {
  const records = Object.values(partner.classes);
  return MikroORM.init({
    clientUrl: databaseUrl,
    entities: [...records, Measure, Response, FollowUp, Assessment, Observation, ...partner.entities],
    extensions: [Migrator],
    pool: { min: 0, max: MOST_CONNECTIONS },
    migrations: {
      migrationsList: [...partner.migrations],
      tableName: "migration",
      snapshot: false,
      silent: true,
    },
    debug: onStatement ? ["query"] : false,
    ...(onStatement ? { logger: onStatement, colors: false } : {}),
  });
}

/**
 * Brings a database up to date: migrations, the feed's epoch, the seed. Of several processes that start at once, one does it while
 * the others wait. Gives the ids of the records that were added.
 */
export async function prepareDatabase(orm: MikroORM, partner: Partner): Promise<ReadonlySet<string>> {
  return orm.em.fork().transactional(async (em) => {
    await em.execute(`select pg_advisory_xact_lock(${LOCK})`);
    await orm.migrator.up();
    await settleEpoch(em);
    return seedPartner(em, partner);
  });
}
