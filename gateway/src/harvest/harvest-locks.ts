import PQueue from "p-queue";
import pg from "pg";

/** Says which hub process harvests a partner: the one that holds the partner's lock in the hub's database. */
export interface HarvestLocks {
  /** Whether this process holds the lock, taking it if it is free. Rejects while the database cannot be asked. */
  take(partner: string): Promise<boolean>;
  /** Gives every lock back. */
  close(): Promise<void>;
}

/** Any number that nothing else in the database uses for advisory locks of two numbers. */
const LOCK_CLASS = 0x5e_6f;

/** Locks live as long as their connection: one connection holds all of them, and a process that dies loses them. */
export function createHarvestLocks(databaseUrl: string): HarvestLocks {
  let connecting: Promise<pg.Client> | undefined;
  let held = new Set<string>();
  /** A connection takes one question at a time. */
  const turns = new PQueue({ concurrency: 1 });

  function connect(): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: databaseUrl, keepAlive: true });
    // It tells of its end more than once, and another may have taken its place before the last time.
    const forget = (): void => {
      if (connecting !== connection) return;
      connecting = undefined;
      held = new Set();
    };
    client.on("error", forget);
    client.on("end", forget);
    const connection = client.connect().then(() => client);
    connection.catch(forget);
    return connection;
  }

  async function tryLock(partner: string): Promise<boolean> {
    const connection = (connecting ??= connect());
    const client = await connection;
    const { rows } = await client.query<{ taken: boolean }>("select pg_try_advisory_lock($1, hashtext($2)) as taken", [
      LOCK_CLASS,
      partner,
    ]);
    const taken = rows[0]?.taken === true && connecting === connection;
    if (taken) held.add(partner);
    return taken;
  }

  return {
    take(partner) {
      if (held.has(partner)) return Promise.resolve(true);
      return turns.add(() => tryLock(partner));
    },
    async close() {
      const client = await connecting?.catch(() => undefined);
      connecting = undefined;
      held = new Set();
      await client?.end();
    },
  };
}
