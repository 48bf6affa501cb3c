import { Migrator } from "@mikro-orm/migrations";
import { MikroORM } from "@mikro-orm/postgresql";
import { settleEpoch } from "./feed-epoch.js";
import type { Partner } from "../partner/partner.js";
import { Assessment } from "../rows/assessment.js";
import { FollowUp } from "../rows/follow-up.js";
import { Measure } from "../rows/measure.js";
import { Observation } from "../rows/observation.js";
import { Response } from "../rows/response.js";
import { seedPartner } from "../seeding/seed-partner.js";
import { releaseDeadConnections } from "./dead-connections.js";
import { grantToServingRole } from "./grants.js";

/** Any number will do, as long as nothing else in the database uses it. */
const LOCK = 7_346_201;
const MAX_CONNECTIONS = 8;

/** What a database is opened with. */
export interface DatabaseOptions {
  /** postgres://role:password@host:port/database */
  readonly databaseUrl: string;
  /** Milliseconds after which the database ends a statement. No end by default. */
  readonly statementTimeoutMs?: number | undefined;
  /** Called with each statement that is sent, for tests that count them. */
  readonly onStatement?: ((sql: string) => void) | undefined;
}

/** Opens a partner's database. Connections are made when they are needed, 8 at most. */
export async function openDatabase(partner: Partner, options: DatabaseOptions): Promise<MikroORM> {
  const { databaseUrl, statementTimeoutMs, onStatement } = options;
  const records = Object.values(partner.classes);
  return MikroORM.init({
    clientUrl: databaseUrl,
    entities: [...records, Measure, Response, FollowUp, Assessment, Observation, ...partner.entities],
    extensions: [Migrator],
    pool: { min: 0, max: MAX_CONNECTIONS },
    driverOptions: {
      onPoolCreated: releaseDeadConnections,
      ...(statementTimeoutMs === undefined ? {} : { statement_timeout: statementTimeoutMs }),
    },
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
 * Brings a database up to date, as the role that owns it and without an end to statements: migrations, the feed's epoch, the seed, and
 * what the role that serves may do. Of several processes that start at once, one does it while the others wait. Gives the ids of the
 * records that were added. The role that serves may be the same.
 */
export async function prepareAsOwner(
  partner: Partner,
  ownerUrl: string,
  servingUrl: string,
): Promise<ReadonlySet<string>> {
  const orm = await openDatabase(partner, { databaseUrl: ownerUrl });
  try {
    return await orm.em.fork().transactional(async (em) => {
      await em.execute(`select pg_advisory_xact_lock(${LOCK})`);
      await orm.migrator.up();
      await settleEpoch(em);
      const seeded = await seedPartner(em, partner);
      await grantToServingRole(em, decodeURIComponent(new URL(servingUrl).username));
      return seeded;
    });
  } finally {
    await orm.close(true);
  }
}
