import { createHmac, randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { Databases, servingRole } from "../postgres/databases.js";
import { startTemporaryPostgres } from "../postgres/server.js";

/** Holds the address of the PostgreSQL that all the tests of a run share, with its superuser. */
const SHARED_SERVER = "SEGPOL_TEST_POSTGRES";

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
 * Starts the PostgreSQL that `openTestDatabases` uses in this process and in those that it starts from now on, unless this
 * process is itself part of a run of tests that has one; gives what stops it.
 */
export async function startSharedTestPostgres(): Promise<() => Promise<void>> {
  if (process.env[SHARED_SERVER] !== undefined) return async () => {};
  const { url, stop } = await startOwn();
  process.env[SHARED_SERVER] = url;
  return async () => {
    delete process.env[SHARED_SERVER];
    await stop();
  };
}

/** Opens the run's PostgreSQL for a test file, or starts one for it alone when the run has none. */
export async function openTestDatabases(): Promise<TestDatabases> {
  const shared = process.env[SHARED_SERVER];
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
      await client.query(`create database ${copy} owner ${source} template ${source}`);
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
