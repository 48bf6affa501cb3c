import type { Kysely } from "kysely";
import type { Logger } from "pino";
import type { HubDatabase } from "../catalogue/database.js";
import type { ComposedHub } from "../composition/types.js";
import type { HarvestSettings } from "../config.js";
import { createPartnerClient } from "../partner-client.js";
import { createHarvestLocks } from "./harvest-locks.js";
import { startHarvester } from "./harvester.js";

/** One for the feed, which is held open, and one to spare. */
const CONNECTIONS = 2;

export interface HarvestersOptions {
  readonly composed: Pick<ComposedHub, "projections">;
  readonly databaseUrl: string;
  readonly db: Kysely<HubDatabase>;
  readonly settings: HarvestSettings;
  readonly logger: Logger;
}

/** Starts a harvester for every partner. */
export function startHarvesters({ composed, databaseUrl, db, settings, logger }: HarvestersOptions): {
  stop(): Promise<void>;
} {
  const locks = createHarvestLocks(databaseUrl);
  const running = composed.projections.map((partner) => {
    const client = createPartnerClient(partner.url, CONNECTIONS);
    return { client, harvester: startHarvester({ partner, client, db, locks, settings, logger }) };
  });
  return {
    async stop() {
      await Promise.all(
        running.map(async ({ client, harvester }) => {
          await harvester.stop();
          await client.close();
        }),
      );
      await locks.close();
    },
  };
}
