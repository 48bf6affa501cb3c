import { isDeepStrictEqual } from "node:util";
import type { LookupFunction } from "node:net";
import type { Kysely } from "kysely";
import type { Logger } from "pino";
import type { HubDatabase } from "../catalogue/database/tables.js";
import type { ServedProjection } from "../composition/projection/types.js";
import type { HarvestSettings } from "../config/config.js";
import { createPartnerClient, type PartnerClient, withToken } from "../partners/partner-client.js";
import type { PartnerTokens } from "../identity/partner-tokens.js";
import { createHarvestLocks } from "./harvest-locks.js";
import { Harvester } from "./harvester.js";

/** One for the feed, which is held open, and one to spare. */
const CONNECTIONS = 2;

export interface HarvestersOptions {
  readonly databaseUrl: string;
  readonly db: Kysely<HubDatabase>;
  readonly settings: HarvestSettings;
  readonly logger: Logger;
  /** How a partner's name is resolved; the machine's way when absent. */
  readonly lookup?: (url: string) => LookupFunction;
  /** Default: partners are asked without a token, and give what is public. */
  readonly tokens?: Pick<PartnerTokens, "forHarvest">;
}

export interface Harvesters {
  /** Harvests these partners from here on; those that are as they were are not disturbed. One call at a time. */
  follow(projections: readonly ServedProjection[]): Promise<void>;
  stop(): Promise<void>;
}

interface Running {
  readonly projection: ServedProjection;
  readonly client: PartnerClient;
  readonly harvester: Harvester;
}

/** Harvests nobody until it is told whom to follow. */
export function createHarvesters({ databaseUrl, db, settings, logger, lookup, tokens }: HarvestersOptions): Harvesters {
  const locks = createHarvestLocks(databaseUrl);
  const running = new Map<string, Running>();

  function start(projection: ServedProjection): void {
    const plain = createPartnerClient(projection.url, CONNECTIONS, lookup?.(projection.url));
    const client = tokens ? withToken(plain, () => tokens.forHarvest(projection.code)) : plain;
    const harvester = new Harvester({ partner: projection, client, db, locks, settings, logger });
    running.set(projection.code, { projection, client, harvester });
  }

  async function stop({ client, harvester }: Running): Promise<void> {
    await harvester.stop();
    await client.close();
  }

  return {
    async follow(projections) {
      const wanted = new Map(projections.map((projection) => [projection.code, projection]));
      await Promise.all(
        [...running.values()].map(async (each) => {
          const { code, url, records } = each.projection;
          const now = wanted.get(code);
          if (now?.url === url && isDeepStrictEqual(now.records, records)) return;
          running.delete(code);
          await stop(each);
        }),
      );
      for (const projection of projections) {
        if (!running.has(projection.code)) start(projection);
      }
    },
    async stop() {
      await Promise.all([...running.values()].map(stop));
      await locks.close();
    },
  };
}
