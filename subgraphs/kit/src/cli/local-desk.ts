import { randomUUID } from "node:crypto";
import { userInfo } from "node:os";
import { type Environment, textOf } from "@segpol/server";
import { PROCESS_SETTINGS } from "../serving/config-tables.js";
import { readLimits } from "../serving/limits.js";
import { openDatabase, prepareAsOwner } from "../storage/database.js";
import type { Partner } from "../partner/partner.js";
import { createFileWorker } from "../exchange/file-worker/file-worker.js";
import { exportRecords } from "../exchange/export-records.js";
import { importRecords } from "../exchange/import-records.js";
import type { DeskConnection } from "./desk-connection.js";

/** The actor's issuer in the audit trail: the command line needs no token. */
const ISSUER = "urn:segpol:command-line";

/** The addresses of a database, and how to take leave of it. */
interface Addresses {
  readonly servingUrl: string;
  readonly ownerUrl: string | undefined;
  close(): Promise<void>;
}

/**
 * A partner's database on this machine, or wherever the environment says: whoever has its password may do all that an editor may. It
 * is brought up to date first where the role that owns it is known.
 */
export async function openLocalDesk(
  partner: Partner,
  env: Environment,
  rootDir: string,
  as: string | undefined,
): Promise<DeskConnection> {
  const { servingUrl, ownerUrl, close } = addressesGiven(partner, env) ?? (await embedded(partner, env, rootDir));
  try {
    if (ownerUrl !== undefined) await prepareAsOwner(partner, ownerUrl, servingUrl);
    const orm = await openDatabase(partner, { databaseUrl: servingUrl });
    const actor = { subject: as ?? userInfo().username, issuer: ISSUER, roles: [`partner:${partner.code}:editor`] };
    // Whoever waits at the command line ends it when it takes too long.
    const work = createFileWorker({ timeoutMs: undefined, memoryMb: readLimits(env, []).importMemoryMb });
    return {
      import: (file, options) =>
        importRecords({ em: orm.em.fork(), partner, actor, requestId: randomUUID() }, file, { ...options, work }),
      export: (options) => exportRecords(orm.em.fork(), partner, { ...options, work }),
      async close() {
        await work.stop();
        await orm.close(true);
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function addressesGiven({ code }: Partner, env: Environment): Addresses | undefined {
  const given = ({ name }: { readonly name: string }): string | undefined =>
    textOf(env, `${code}_${name}`) ?? textOf(env, name);
  const servingUrl = given(PROCESS_SETTINGS.databaseUrl);
  if (servingUrl === undefined) return undefined;
  return { servingUrl, ownerUrl: given(PROCESS_SETTINGS.ownerUrl), close: async () => undefined };
}

/** The PostgreSQL that the launcher keeps in its data folder, which is joined while it runs, and else started for the while. */
async function embedded({ code }: Partner, env: Environment, rootDir: string): Promise<Addresses> {
  const { embeddedPostgres, startPostgres } = await import("@segpol/launcher");
  const postgres = await startPostgres({ ...embeddedPostgres(env, rootDir), exclusive: false });
  try {
    const name = code.toLowerCase();
    const ownerUrl = await postgres.ensureDatabase(name);
    return { ownerUrl, servingUrl: await postgres.ensureServingRole(name), close: () => postgres.stop() };
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}
