import type { Pool, PoolClient } from "pg";

/** Whoever holds a connection when it breaks hears of it at once; by then it has long given it back, if it ever does. */
const PATIENCE_MS = 1_000;

/**
 * Takes connections that broke within a transaction back into account. Who holds one cannot roll back on it, and the query builder gives
 * back what was rolled back alone: each would stay counted, until no connection is left and the pool never ends.
 */
export function releaseDeadConnections(pool: Pool): void {
  const held = new WeakSet<PoolClient>();
  pool.on("acquire", (client) => held.add(client));
  pool.on("release", (_error: Error, client: PoolClient) => held.delete(client));
  pool.on("connect", (client) => {
    client.once("end", () => {
      setTimeout(() => {
        if (held.has(client)) client.release(true);
      }, PATIENCE_MS);
    });
  });
}
