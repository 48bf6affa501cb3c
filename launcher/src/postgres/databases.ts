import pg from "pg";
import { LauncherError } from "../errors.js";
import { LOCALE } from "./settings.js";

interface Found {
  database: boolean;
  open: boolean;
  systemOpen: boolean;
}

const FIND = `
  select exists (select from pg_database where datname = $1) as database,
         coalesce((select has_database_privilege('public', oid, 'CONNECT') from pg_database where datname = $1), true) as open,
         has_database_privilege('public', 'postgres', 'CONNECT') as "systemOpen"`;

/** How a new database is copied from its template: three times as fast, for a small one, as by writing each page to the log. */
export const COPIED_BY_FILE = "strategy file_copy";

/** The password of a role; `fresh` when it was made just now, and the server may know another. */
type PasswordOf = (role: string) => Promise<{ password: string; fresh: boolean }>;

/** The server's databases, each with an owner role of the same name and a serving role; neither can connect to another database. */
export class Databases {
  readonly #pool: pg.Pool;

  constructor(
    private readonly port: number,
    superuserPassword: string,
    private readonly passwordOf: PasswordOf,
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
    // A stopped server closes idle connections; the next query reports that.
    this.#pool.on("error", () => undefined);
  }

  async ensure(name: string): Promise<string> {
    assertName(name);
    return await this.#as(name, name, async (client, password, fresh) => await create(client, name, password, fresh));
  }

  async ensureServing(name: string): Promise<string> {
    await this.ensure(name);
    const role = servingRole(name);
    return await this.#as(role, name, async (client, password, fresh) => {
      await createRole(client, role, password, fresh);
      const [database, grantee] = [name, role].map((each) => pg.escapeIdentifier(each));
      await client.query(`grant connect on database ${database} to ${grantee}`);
    });
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }

  /** Does the work with the role's password; returns the role's address of the database. */
  async #as(
    role: string,
    database: string,
    work: (client: pg.PoolClient, password: string, fresh: boolean) => Promise<void>,
  ): Promise<string> {
    const { password, fresh } = await this.passwordOf(role);
    const client = await this.#pool.connect();
    try {
      // Two launchers may request the same database concurrently.
      await client.query("select pg_advisory_lock(hashtext($1))", [database]);
      await work(client, password, fresh);
    } finally {
      await client.query("select pg_advisory_unlock_all()").catch(() => undefined);
      client.release();
    }
    return `postgres://${role}:${encodeURIComponent(password)}@127.0.0.1:${this.port}/${database}`;
  }
}

/**
 * The serving role of a database. It may connect, and nothing more: the owner role grants it what it needs, table by table, after each
 * migration. There are no default privileges, which would include every future table, such as the audit trail: without a grant it can
 * neither read nor write. The dash distinguishes it from owner roles, whose names have none.
 */
export function servingRole(name: string): string {
  return `${name}-serving`;
}

function assertName(name: string): void {
  // The name of the serving role must not be longer than 63 characters either.
  if (/^[a-z][a-z0-9_]{0,53}$/.test(name) && !/^(postgres|template\d|pg_.*)$/.test(name)) return;
  throw new LauncherError(
    "DATABASE_NAME_INVALID",
    `Expected a database name of at most 54 lower-case letters, digits and underscores that PostgreSQL does not use itself; got "${name}".`,
  );
}

async function create(client: pg.PoolClient, name: string, password: string, fresh: boolean): Promise<void> {
  const found = (await client.query<Found>(FIND, [name])).rows[0];
  const role = pg.escapeIdentifier(name);
  await createRole(client, name, password, fresh);
  if (!found?.database) {
    await client.query(
      `create database ${role} owner ${role} template template0 encoding 'UTF8' locale_provider ${LOCALE.provider} ` +
        `builtin_locale '${LOCALE.name}' locale 'C' ${COPIED_BY_FILE}`,
    );
  }
  if (found?.open !== false) await client.query(`revoke all on database ${role} from public`);
  if (found?.systemOpen !== false) await client.query("revoke all on database postgres, template1 from public");
}

async function createRole(client: pg.PoolClient, name: string, password: string, fresh: boolean): Promise<void> {
  const role = pg.escapeIdentifier(name);
  const secret = pg.escapeLiteral(password);
  const { rowCount } = await client.query("select from pg_roles where rolname = $1", [name]);
  if (rowCount === 0) await client.query(`create role ${role} login password ${secret}`);
  else if (fresh) await client.query(`alter role ${role} login password ${secret}`);
}
