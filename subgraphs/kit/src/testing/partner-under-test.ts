import { startTemporaryPostgres } from "@segpol/launcher";
import pg from "pg";
import type { Partner } from "../partner.js";
import { createPartnerServer, type PartnerServer } from "../serving/partner-server.js";

/** A partner that serves from a PostgreSQL of its own. */
export interface PartnerUnderTest {
  readonly databaseUrl: string;
  readonly server: PartnerServer;
  readonly url: string;
  /** Statements that the server has sent; emptied by whoever counts. */
  readonly statements: string[];
  /** Runs SQL beside the server, as any other writer would. */
  sql<T extends pg.QueryResultRow>(text: string, values?: readonly unknown[]): Promise<T[]>;
  /** Another server on the same database, of the same partner unless another definition is given; the caller stops it. */
  startAnother(definition?: Partner): Promise<PartnerServer>;
  stop(): Promise<void>;
}

/** Starts a partner on a real, temporary PostgreSQL and a free port. */
export async function startPartnerUnderTest(partner: Partner): Promise<PartnerUnderTest> {
  const postgres = await startTemporaryPostgres();
  const closing: (() => Promise<unknown>)[] = [() => postgres.stop()];
  const stop = async (): Promise<void> => {
    for (const close of closing.splice(0).toReversed()) await close();
  };
  try {
    const databaseUrl = await postgres.ensureDatabase(`${partner.code.toLowerCase()}_test`);
    const statements: string[] = [];
    const server = await createPartnerServer(partner, {
      databaseUrl,
      port: 0,
      onStatement: (sql) => statements.push(sql),
    });
    closing.push(() => server.stop());
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    closing.push(() => client.end());
    return {
      databaseUrl,
      server,
      url: server.url,
      statements,
      async sql<T extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []) {
        return (await client.query<T>(text, [...values])).rows;
      },
      startAnother: (definition = partner) => createPartnerServer(definition, { databaseUrl, port: 0 }),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
