import { type PostgresServer, startTemporaryPostgres } from "@segpol/launcher";
import type { Defer } from "./benchmark.ts";

/** A PostgreSQL for this benchmark alone. */
export async function temporaryPostgres(defer: Defer): Promise<PostgresServer> {
  const postgres = await startTemporaryPostgres();
  defer(() => postgres.stop());
  return postgres;
}
