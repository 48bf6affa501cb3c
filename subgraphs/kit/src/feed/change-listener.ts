import pg from "pg";
import type { Logger } from "pino";
import { CHANGES_CHANNEL } from "../storage/migrations/record-changes.js";

const RETRY_MS = 2_000;

/** Hears of changes as the database tells them, over one connection of its own. */
export interface ChangeListener {
  /** Resolves at the next change that is heard of. Never rejects; without a connection it simply does not resolve. */
  heard(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts to listen. A lost connection is made anew every two seconds, since whoever waits polls besides. */
export function startChangeListener(databaseUrl: string, log: Logger): ChangeListener {
  let next = Promise.withResolvers<void>();
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  const retry = (error: unknown): void => {
    if (stopped || timer) return;
    log.warn({ err: error }, "the connection that listens for changes was lost; changes are polled for meanwhile");
    timer = setTimeout(connect, RETRY_MS);
  };

  const connect = (): void => {
    timer = undefined;
    const own = new pg.Client({
      connectionString: databaseUrl,
      keepAlive: true,
      application_name: "segpol change listener",
    });
    client = own;
    own.on("notification", () => {
      next.resolve();
      next = Promise.withResolvers<void>();
    });
    own.on("error", (error) => {
      if (own === client) retry(error);
    });
    own
      .connect()
      .then(() => own.query(`listen ${CHANGES_CHANNEL}`))
      .catch(retry);
  };

  connect();
  return {
    heard: () => next.promise,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await client?.end().catch(() => undefined);
    },
  };
}
