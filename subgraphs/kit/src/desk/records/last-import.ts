import type { EntityManager } from "@mikro-orm/postgresql";

/** The import that was done last. */
export interface LastImport {
  /** RFC 3339. */
  readonly at: string;
  /** Of the token of who did it. */
  readonly subject: string;
  readonly fileName: string;
  /** Rows that were refused. */
  readonly bad: number;
}

/** Keeps how many rows of an import were refused, in place of what was kept of the one before; nothing of what they say. */
export async function keepLastImport(em: EntityManager, last: Omit<LastImport, "at">): Promise<void> {
  await em.execute(
    `insert into desk_import (subject, file_name, bad) values (?, ?, ?)
     on conflict (id) do update set at = clock_timestamp(), subject = excluded.subject, file_name = excluded.file_name, bad = excluded.bad`,
    [last.subject, last.fileName, last.bad],
  );
}

/** Undefined: nothing was imported yet. */
export async function readLastImport(em: EntityManager): Promise<LastImport | undefined> {
  const [last] = await em.execute<LastImport[]>(
    `select to_json(at) as at, subject, file_name as "fileName", bad from desk_import`,
  );
  return last;
}
