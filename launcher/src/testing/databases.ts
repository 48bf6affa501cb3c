import { createHmac, randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { COPIED_BY_FILE, Databases, servingRole } from "../postgres/databases.js";
import { makeTestCluster, startTemporaryPostgres } from "../postgres/server.js";

/** Holds the addresses of the servers that the tests of a run share, one for each worker, with their superusers. */
const SHARED_SERVERS = "SEGPOL_TEST_POSTGRES";

/** A database for a test, with roles as the launcher makes them. */
export interface TestDatabase {
  /** Address with the role that owns it. */
  readonly ownerUrl: string;
  /** Address with the role that serves: it may connect, and do what the owner grants it. */
  readonly servingUrl: string;
  /** Address with the role that may do everything. */
  readonly superuserUrl: string;
}

/** The databases of one test file. */
export interface TestDatabases {
  /** Makes an empty database; a part of its name is random. */
  create(label: string): Promise<TestDatabase>;
  /**
   * Makes a database as `prepare` leaves one. The first call in a run prepares the template, every call copies it; so the
   * template's name must say all that its contents depend on. All copies have the template's roles.
   */
  copyOf(template: string, prepare: (database: TestDatabase) => Promise<void>): Promise<TestDatabase>;
  /** Drops the databases, whoever is still connected. */
  close(): Promise<void>;
}

/**
 * Starts the servers that `openTestDatabases` uses in this process and in those that it starts from now on, unless that is done
 * already; gives what stops them. Each worker has one to itself: a change feed tells nothing while a transaction is open
 * anywhere on its server, and tests must not wait for those of others.
 */
export async function startSharedTestPostgres(workers: number): Promise<() => Promise<void>> {
  if (process.env[SHARED_SERVERS] !== undefined) return async () => {};
  const removeCluster = await makeTestCluster();
  const servers = await Promise.all(Array.from({ length: workers }, startOwn));
  process.env[SHARED_SERVERS] = servers.map(({ url }) => url).join(" ");
  return async () => {
    delete process.env[SHARED_SERVERS];
    await Promise.all(servers.map(({ stop }) => stop()));
    await removeCluster();
  };
}

function sharedServer(): string | undefined {
  const urls = process.env[SHARED_SERVERS]?.split(" ");
  // vitest numbers its workers from 1 up; what sets up a run is none of them.
  return urls?.[(Number(process.env["VITEST_POOL_ID"] ?? 1) - 1) % urls.length];
}

/** Opens the worker's PostgreSQL for a test file, or starts one for it alone when the run has none, or `apart` says so. */
export async function openTestDatabases({ apart = false } = {}): Promise<TestDatabases> {
  const shared = apart ? undefined : sharedServer();
  const { url, stop } = shared === undefined ? await startOwn() : { url: shared, stop: undefined };
  const superuser = new URL(url);
  const secret = decodeURIComponent(superuser.password);
  // Every process of the run works out the same passwords.
  const databases = new Databases(Number(superuser.port), secret, (role) =>
    Promise.resolve({ password: createHmac("sha256", secret).update(role).digest("base64url"), fresh: false }),
  );
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const names: string[] = [];
  const unique = (label: string): string => {
    const name = `${label}_${randomBytes(5).toString("hex")}`;
    names.push(name);
    return name;
  };
  const ensure = async (name: string, database = name): Promise<TestDatabase> => {
    const [servingUrl, ownerUrl] = [await databases.ensureServing(name), await databases.ensure(name)];
    const at = (address: string): string => Object.assign(new URL(address), { pathname: `/${database}` }).href;
    return { ownerUrl: at(ownerUrl), servingUrl: at(servingUrl), superuserUrl: at(url) };
  };

  const prepared = new Map<string, Promise<void>>();
  const makeTemplate = async (template: string, prepare: (database: TestDatabase) => Promise<void>): Promise<void> => {
    // Other files of the run may ask for it at the same time.
    const lock = new pg.Client({ connectionString: url });
    await lock.connect();
    try {
      await lock.query("select pg_advisory_lock(hashtext($1))", [`template ${template}`]);
      const found = await lock.query("select from pg_database where datname = $1 and datistemplate", [template]);
      if (found.rowCount !== 0) return;
      // What an attempt that failed has left.
      await lock.query(`drop database if exists ${pg.escapeIdentifier(template)} with (force)`);
      await prepare(await ensure(template));
      await lock.query(`alter database ${pg.escapeIdentifier(template)} is_template true`);
    } finally {
      await lock.end();
    }
  };

  return {
    create: async (label) => await ensure(unique(label)),
    async copyOf(template, prepare) {
      let ready = prepared.get(template);
      if (!ready) prepared.set(template, (ready = makeTemplate(template, prepare)));
      await ready;
      const name = unique(template);
      const [copy, source, serving] = [name, template, servingRole(template)].map((each) => pg.escapeIdentifier(each));
      await client.query(`create database ${copy} owner ${source} template ${source} ${COPIED_BY_FILE}`);
      await client.query(`revoke all on database ${copy} from public`);
      await client.query(`grant connect on database ${copy} to ${serving}`);
      return await ensure(template, name);
    },
    async close() {
      // A server of its own takes them along.
      if (!stop)
        for (const name of names.splice(0))
          await client.query(`drop database if exists ${pg.escapeIdentifier(name)} with (force)`);
      await client.end();
      await databases.close();
      await stop?.();
    },
  };
}

async function startOwn(): Promise<{ url: string; stop: () => Promise<void> }> {
  const server = await startTemporaryPostgres();
  const password = await readFile(join(server.home, "passwords", "postgres"), "utf8");
  const url = `postgres://postgres:${encodeURIComponent(password)}@127.0.0.1:${server.port}/postgres`;
  return { url, stop: async () => await server.stop() };
}
