import pg from "pg";
import { LauncherError } from "../errors.js";
import { passwordOf } from "./passwords.js";
import { LOCALE } from "./settings.js";

interface Found {
  role: boolean;
  database: boolean;
  open: boolean;
  systemOpen: boolean;
}

const FIND = `
  select exists (select from pg_roles where rolname = $1) as role,
         exists (select from pg_database where datname = $1) as database,
         coalesce((select has_database_privilege('public', oid, 'CONNECT') from pg_database where datname = $1), true) as open,
         has_database_privilege('public', 'postgres', 'CONNECT') as "systemOpen"`;

/** The server's databases, each with a role of the same name that owns it and can enter no other. */
export class Databases {
  readonly #pool: pg.Pool;

  constructor(
    private readonly home: string,
    private readonly port: number,
    superuserPassword: string,
  ) {
    this.#pool = new pg.Pool({
      host: "127.0.0.1",
      port,
      user: "postgres",
      database: "postgres",
      password: superuserPassword,
      max: 1,
      idleTimeoutMillis: 500,
      allowExitOnIdle: true,
    });
    // A server that is stopped ends idle connections; who uses the next one hears of it.
    this.#pool.on("error", () => undefined);
  }

  async ensure(name: string): Promise<string> {
    if (!/^[a-z][a-z0-9_]{0,62}$/.test(name) || /^(postgres|template\d|pg_.*)$/.test(name)) {
      throw new LauncherError(
        "DATABASE_NAME_INVALID",
        `Expected a database name of lower-case letters, digits and underscores that PostgreSQL does not use itself; got "${name}".`,
      );
    }
    const { password, fresh } = await passwordOf(this.home, name);
    const client = await this.#pool.connect();
    try {
      // Two launchers may ask for the same database at once.
      await client.query("select pg_advisory_lock(hashtext($1))", [name]);
      await create(client, name, password, fresh);
    } finally {
      await client.query("select pg_advisory_unlock_all()").catch(() => undefined);
      client.release();
    }
    return `postgres://${name}:${encodeURIComponent(password)}@127.0.0.1:${this.port}/${name}`;
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }
}

async function create(client: pg.PoolClient, name: string, password: string, fresh: boolean): Promise<void> {
  const found = (await client.query<Found>(FIND, [name])).rows[0];
  const secret = pg.escapeLiteral(password);
  const role = pg.escapeIdentifier(name);
  if (!found?.role) await client.query(`create role ${role} login password ${secret}`);
  else if (fresh) await client.query(`alter role ${role} login password ${secret}`);
  if (!found?.database) {
    await client.query(
      `create database ${role} owner ${role} template template0 encoding 'UTF8' locale_provider ${LOCALE.provider} ` +
        `builtin_locale '${LOCALE.name}' locale 'C'`,
    );
  }
  if (found?.open !== false) await client.query(`revoke all on database ${role} from public`);
  if (found?.systemOpen !== false) await client.query("revoke all on database postgres, template1 from public");
}
