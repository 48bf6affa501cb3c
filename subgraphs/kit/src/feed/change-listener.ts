import pg from "pg";
import type { Logger } from "pino";
import { CHANGES_CHANNEL } from "../storage/migrations/record-changes.js";

const RETRY_MS = 2_000;
/** Milliseconds after which a connection that does not answer counts as lost. */
const ANSWER_MS = 5_000;

/** Hears of changes as the database tells them, over one connection of its own. */
export interface ChangeListener {
  /** Resolves at the next change that is heard of, or when the connection is lost. Never rejects. */
  heard(): Promise<void>;
  /** Whether a change would be heard of now. */
  readonly listening: boolean;
  /** Rejects where the database does not answer on this connection, which nobody else keeps busy. */
  answers(): Promise<unknown>;
  stop(): Promise<void>;
}

/** Starts to listen. A lost connection is tried again every two seconds; waiting requests poll meanwhile. */
export function startChangeListener(databaseUrl: string, log: Logger): ChangeListener {
  let next = Promise.withResolvers<void>();
  let client: pg.Client | undefined;
  let connected: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let listening = false;
  let stopped = false;

  const wake = (): void => {
    next.resolve();
    next = Promise.withResolvers<void>();
  };

  const retry = (error: unknown): void => {
    listening = false;
    wake(); // Whoever waits looks once more, and goes on by polling.
    if (stopped || timer) return;
    log.warn({ err: error }, "the connection that listens for changes was lost; changes are polled for meanwhile");
    timer = setTimeout(connect, RETRY_MS);
  };

  const connect = (): void => {
    timer = undefined;
    const own = new pg.Client({
      connectionString: databaseUrl,
      keepAlive: true,
      query_timeout: ANSWER_MS,
      application_name: "segpol change listener",
    });
    client = own;
    own.on("notification", wake);
    own.on("error", (error) => {
      if (own === client) retry(error);
    });
    connected = own
      .connect()
      .then(() => own.query(`listen ${CHANGES_CHANNEL}`))
      .then(() => {
        listening = own === client && !stopped;
      })
      .catch(retry);
  };

  connect();
  return {
    heard: () => next.promise,
    get listening() {
      return listening;
    },
    async answers() {
      await connected;
      const asked = client;
      if (!asked || !listening) throw new Error("Expected a connection to the database.");
      try {
        return await asked.query("select 1");
      } catch (error) {
        if (asked === client) retry(error);
        void asked.end().catch(() => undefined);
        throw error;
      }
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await client?.end().catch(() => undefined);
    },
  };
}
