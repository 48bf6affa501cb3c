import { openTestDatabases } from "@segpol/launcher/testing";
import pg from "pg";
import type { Partner } from "../partner/partner.js";
import { createPartnerServer, type PartnerServer, type PartnerServerOptions } from "../serving/partner-server.js";
import { startTestIssuers, type TestIssuers } from "./test-issuers.js";

/** A partner that serves from a database of its own, as a role that owns nothing there. */
export interface PartnerUnderTest {
  /** Of the role that owns the tables. */
  readonly databaseUrl: string;
  /** Of the role that serves. */
  readonly servingUrl: string;
  readonly server: PartnerServer;
  readonly url: string;
  /** Whose tokens the partner believes. */
  readonly issuers: TestIssuers;
  /** Statements that the server has sent; emptied by whoever counts. */
  readonly statements: string[];
  /** Runs SQL beside the server, as any other writer would. */
  sql<T extends pg.QueryResultRow>(text: string, values?: readonly unknown[]): Promise<T[]>;
  /** Another server on the same database, of the same partner unless another definition is given; the caller stops it. */
  startAnother(definition?: Partner): Promise<PartnerServer>;
  /** The same partner over another database, as it was seeded; ends with this one. */
  startApart(): Promise<Pick<PartnerUnderTest, "url" | "sql">>;
  stop(): Promise<void>;
}

/** Starts a partner on a database of its own and a free port. */
export async function startPartnerUnderTest(
  partner: Partner,
  options: Pick<PartnerServerOptions, "files" | "limits"> = {},
): Promise<PartnerUnderTest> {
  const databases = await openTestDatabases();
  const closing: (() => Promise<unknown>)[] = [() => databases.close()];
  const stop = async (): Promise<void> => {
    for (const close of closing.splice(0).toReversed()) await close();
  };
  const connect = async (databaseUrl: string): Promise<PartnerUnderTest["sql"]> => {
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    closing.push(() => client.end());
    return async <T extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []) =>
      (await client.query<T>(text, [...values])).rows;
  };
  try {
    const issuers = await startTestIssuers();
    closing.push(() => issuers.stop());
    const name = partner.code.toLowerCase();
    const { ownerUrl: databaseUrl, servingUrl } = await databases.create(name);
    const common = { port: 0, identity: issuers.settings, ...options };
    const statements: string[] = [];
    const server = await createPartnerServer(partner, {
      ...common,
      databaseUrl: servingUrl,
      ownerUrl: databaseUrl,
      onStatement: (sql) => statements.push(sql),
    });
    closing.push(() => server.stop());
    return {
      databaseUrl,
      servingUrl,
      server,
      url: server.url,
      issuers,
      statements,
      sql: await connect(databaseUrl),
      startAnother: (definition = partner) =>
        createPartnerServer(definition, { ...common, databaseUrl: servingUrl, ownerUrl: databaseUrl }),
      async startApart() {
        const { ownerUrl: ownUrl } = await databases.create(name);
        const other = await createPartnerServer(partner, { ...common, databaseUrl: ownUrl });
        closing.push(() => other.stop());
        return { url: other.url, sql: await connect(ownUrl) };
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
