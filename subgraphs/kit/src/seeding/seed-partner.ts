import type { EntityManager } from "@mikro-orm/postgresql";
import { RECORD_KINDS } from "@segpol/schema";
import type { RecordClass } from "../records/record-class.js";
import type { Partner } from "../partner/partner.js";
import type { RecordSeed } from "../model/seed.js";
import { insertRowsOf, newColumns } from "../records/write-record.js";
import { seedsByKind } from "../seeding/seeds-by-kind.js";

/**
 * Puts a partner's seed into its database, once for each version. Has to run in a transaction, of which it becomes part: all
 * of the seed goes in, or nothing. Gives the ids of the records it added.
 */
export async function seedPartner(em: EntityManager, { code, classes, seed }: Partner): Promise<ReadonlySet<string>> {
  const added = new Set<string>();
  if (!seed || !(await isFirstRun(em, seed.version))) return added;
  const seeds = seedsByKind(seed);
  for (const kind of RECORD_KINDS) {
    const recordClass = classes[kind];
    if (!recordClass) continue;
    const known = await knownIds(em, recordClass, seeds[kind]);
    for (const record of seeds[kind]) {
      if (known.has(record.id)) continue;
      em.create(recordClass, newColumns(code, kind, { ...record }) as never);
      added.add(record.id);
    }
  }
  await em.flush();
  for (const kind of RECORD_KINDS) {
    for (const record of seeds[kind]) if (added.has(record.id)) await insertRowsOf(em, kind, { ...record });
  }
  await seed.own?.(em, added);
  await em.flush();
  return added;
}

async function isFirstRun(em: EntityManager, version: string): Promise<boolean> {
  const rows = await em.execute<unknown[]>(
    "insert into seed_run (version) values (?) on conflict do nothing returning version",
    [version],
  );
  return rows.length > 0;
}

async function knownIds(
  em: EntityManager,
  recordClass: RecordClass,
  seeds: readonly RecordSeed[],
): Promise<Set<string>> {
  const ids = seeds.map(({ id }) => id);
  const kept = await em.find(recordClass, { id: { $in: ids } }, { fields: ["id"] });
  const erased = await em.execute<{ id: string }[]>("select id from record_change where erased_at is not null");
  return new Set([...kept, ...erased].map(({ id }) => id));
}
