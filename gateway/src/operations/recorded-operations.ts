import { type Kysely, sql } from "kysely";
import type { KnownOperation, RecordedOperation } from "../base/client-operations.js";
import type { RegistryDatabase } from "../registry/store/registry-database.js";

/** Signatures that are kept; of more, the least frequent go. */
export const MAX_SIGNATURES = 5_000;
/** Clients that are named for one operation. */
const MAX_CLIENTS = 20;
/** Days in which an operation has to have been asked to be called frequent. */
const LATELY_DAYS = 7;

/** How often a client sent an operation. */
export interface OperationUse {
  readonly signature: {
    readonly digest: string;
    readonly name: string | null;
    readonly document: string;
    readonly source: string | null;
  };
  readonly client: string;
  readonly times: number;
  /** YYYY-MM-DD in UTC */
  readonly day: string;
}

/** Adds uses to the record, in two statements however many there are. */
export async function addUses(db: Kysely<RegistryDatabase>, uses: readonly OperationUse[]): Promise<void> {
  if (uses.length === 0) return;
  const signatures = [...new Map(uses.map(({ signature }) => [signature.digest, signature])).values()];
  // In one order, so that two processes wait for each other, and never in a ring.
  const inOrder = signatures.toSorted((a, b) => (a.digest < b.digest ? -1 : 1));
  const rows = uses
    .map(({ signature, client, times, day }) => ({ day, operation: signature.digest, client, times }))
    .toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  await db.transaction().execute(async (tx) => {
    await tx
      .insertInto("operation_shape")
      .values(inOrder)
      .onConflict((conflict) =>
        conflict
          .column("digest")
          .doUpdateSet({ source: sql`excluded.source` })
          .where(sql<boolean>`operation_shape.source is null and excluded.source is not null`),
      )
      .execute();
    await tx
      .insertInto("operation_use")
      .values(rows)
      .onConflict((conflict) =>
        conflict
          .columns(["day", "operation", "client"])
          .doUpdateSet({ times: sql`operation_use.times + excluded.times` }),
      )
      .execute();
  });
}

/** Forgets what is older than so many days, and signatures above the limit. */
export async function pruneOperations(db: Kysely<RegistryDatabase>, days: number): Promise<void> {
  await db
    .deleteFrom("operation_use")
    .where("day", "<=", sql<string>`(now() at time zone 'utc')::date - ${days}::integer`)
    .execute();
  await db
    .deleteFrom("operation_shape")
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("operation_use").select("day").whereRef("operation_use.operation", "=", "operation_shape.digest"),
        ),
      ),
    )
    // One that another process is about to count is left.
    .where("added_at", "<", sql<Date>`now() - interval '1 minute'`)
    .execute();
  await sql`delete from operation_shape where digest in (
      select operation from operation_use group by operation order by sum(times) desc, max(day) desc offset ${MAX_SIGNATURES}
    )`.execute(db);
}

/** What clients asked in the last days, the most frequent first. */
export async function readOperations(
  db: Kysely<RegistryDatabase>,
  days: number,
): Promise<readonly RecordedOperation[]> {
  const rows = await db
    .with("asked", (query) =>
      query
        .selectFrom("operation_use")
        .select(["operation", "client"])
        .select(({ fn }) => [fn.sum<string>("times").as("times"), fn.max("day").as("day")])
        .where("day", ">", sql<string>`(now() at time zone 'utc')::date - ${days}::integer`)
        .groupBy(["operation", "client"]),
    )
    .selectFrom("operation_shape as signature")
    .innerJoin("asked", "asked.operation", "signature.digest")
    .select(["signature.name", "signature.document"])
    .select([
      sql<string[]>`array_agg(asked.client order by asked.times desc, asked.client)`.as("clients"),
      sql<string>`sum(asked.times)`.as("times"),
      sql<string>`max(asked.day)`.as("lastAsked"),
    ])
    .groupBy("signature.digest")
    .orderBy("times", "desc")
    .limit(MAX_SIGNATURES)
    .execute();
  return rows.map(({ clients, times, ...row }) => ({
    ...row,
    clients: clients.slice(0, MAX_CLIENTS),
    times: Number(times),
  }));
}

/** Operations that can be planned from their text, the most frequent of the last days first. */
export async function frequentOperations(
  db: Kysely<RegistryDatabase>,
  count: number,
): Promise<readonly KnownOperation[]> {
  const rows = await db
    .selectFrom("operation_shape as signature")
    .innerJoin("operation_use as asked", "asked.operation", "signature.digest")
    .select(["signature.source", "signature.name"])
    .where("signature.source", "is not", null)
    .where("asked.day", ">", sql<string>`(now() at time zone 'utc')::date - ${LATELY_DAYS}::integer`)
    .groupBy("signature.digest")
    .orderBy(({ fn }) => fn.sum("asked.times"), "desc")
    .limit(count)
    .execute();
  return rows.flatMap(({ source, name }) =>
    source === null ? [] : [{ query: source, operationName: name ?? undefined }],
  );
}

function keyOf({ day, operation, client }: { day: string; operation: string; client: string }): string {
  return `${day} ${operation} ${client}`;
}
