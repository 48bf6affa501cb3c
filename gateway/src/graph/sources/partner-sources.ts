import type { LookupFunction } from "node:net";
import type { Logger } from "pino";
import type { ServedProjection } from "../../composition/projection/types.js";
import { digestOf } from "../../base/digest.js";
import type { PartnerSettings } from "../../config/config.js";
import { createPartnerClient } from "../../partners/partner-client.js";
import type { PartnerTokens } from "../../identity/partner-tokens.js";
import { lackingFieldsOf } from "./lacking-fields.js";
import { PartnerDataSource } from "./partner-data-source.js";

export interface PartnerSourcesOptions {
  readonly settings: PartnerSettings;
  readonly lookup: (url: string) => LookupFunction;
  /** Default: partners are asked without a token. */
  readonly tokens?: Pick<PartnerTokens, "forReader">;
  readonly logger: Logger;
}

export interface LeasedSource {
  readonly source: PartnerDataSource;
  /** To be called once, when nobody uses it any more. */
  release(): Promise<void>;
}

/**
 * Data sources of partners with their connections, shared between versions of the graph: a partner that stays as it is keeps
 * its connections, and what is known of its health, through every change.
 */
export interface PartnerSources {
  lease(projection: ServedProjection): LeasedSource;
}

export function createPartnerSources({ settings, lookup, tokens, logger }: PartnerSourcesOptions): PartnerSources {
  const open = new Map<string, { readonly source: PartnerDataSource; users: number; close(): Promise<void> }>();
  return {
    lease(projection) {
      const { code, url, projectedSdl, records } = projection;
      const key = digestOf(code, url, projectedSdl, ...lackingFieldsOf(records));
      let shared = open.get(key);
      if (!shared) {
        const client = createPartnerClient(url, settings.connections, lookup(url));
        const source = new PartnerDataSource({ projection, client, settings, logger, ...(tokens && { tokens }) });
        shared = {
          source,
          users: 0,
          close() {
            source.stop();
            return client.close();
          },
        };
        open.set(key, shared);
      }
      const used = shared;
      used.users += 1;
      return {
        source: used.source,
        async release() {
          used.users -= 1;
          if (used.users > 0) return;
          open.delete(key);
          await used.close();
        },
      };
    },
  };
}
