import pg from "pg";
import type { Logger } from "pino";
import { REGISTRY_CHANNEL } from "./store/registry-store.js";

/** Milliseconds between looks at the registry where no word of a change came: the longest that processes differ, twice over. */
const POLL_MS = 1_000;

export interface WatchOptions {
  readonly databaseUrl: string;
  /** Looks whether there is another version; called at every word of one, and without. */
  readonly look: () => Promise<void>;
  readonly logger: Logger;
}

/** Tells when another process of the hub may have changed the registry. */
export function watchRegistry({ databaseUrl, look, logger }: WatchOptions): { stop(): Promise<void> } {
  let stopped = false;
  let client: pg.Client | undefined;
  let looking: Promise<void> | undefined;
  let again = false;

  function lookNow(): void {
    if (looking) {
      again = true;
      return;
    }
    looking = look()
      .catch((error: unknown) => logger.error({ err: error }, "registry not followed"))
      .finally(() => {
        looking = undefined;
        if (!again || stopped) return;
        again = false;
        lookNow();
      });
  }

  async function listen(): Promise<void> {
    if (client || stopped) return;
    const fresh = new pg.Client({ connectionString: databaseUrl, keepAlive: true });
    client = fresh;
    const forget = (): void => {
      if (client === fresh) client = undefined;
    };
    fresh.on("error", forget).on("end", forget).on("notification", lookNow);
    try {
      await fresh.connect();
      await fresh.query(`listen ${REGISTRY_CHANNEL}`);
    } catch (error) {
      forget();
      await fresh.end().catch(() => undefined);
      logger.warn({ err: error }, "no word of the registry's changes; looking for them instead");
    }
  }

  const listening = new Set<Promise<void>>();
  function tick(): void {
    const attempt = listen().finally(() => listening.delete(attempt));
    listening.add(attempt);
    lookNow();
  }
  tick();
  const timer = setInterval(tick, POLL_MS);
  timer.unref();
  return {
    async stop() {
      stopped = true;
      clearInterval(timer);
      await Promise.all(listening);
      await client?.end().catch(() => undefined);
      await looking;
    },
  };
}
