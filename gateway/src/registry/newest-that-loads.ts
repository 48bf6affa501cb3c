import type { Kysely } from "kysely";
import type { Logger } from "pino";
import { loggedError } from "@segpol/server";
import type { RegistryDatabase } from "./store/registry-database.js";
import { readVersion, type RegistryVersion } from "./store/registry-store.js";

/** A version that is in the registry, and that this process does not serve because it does not load. */
export interface VersionProblem {
  readonly number: number;
  readonly mend: string;
}

export interface NewestOptions<Loaded> {
  readonly db: Kysely<RegistryDatabase>;
  /** The registry's newest version. */
  readonly newest: number;
  /** Only those after this one. */
  readonly after: number;
  /** @throws when the version does not load; nothing is left of it then */
  readonly load: (version: RegistryVersion) => Promise<Loaded>;
  readonly logger: Logger;
}

export type Newest<Loaded> = { readonly problem: VersionProblem | undefined } & (
  | { readonly version: RegistryVersion; readonly loaded: Loaded }
  /** None of them loads. */
  | { readonly loaded: undefined }
);

/** The newest version that loads. Whatever a version does, the hub has one to serve: what went into service before has loaded once. */
export async function newestThatLoads<Loaded>({
  db,
  newest,
  after,
  load,
  logger,
}: NewestOptions<Loaded>): Promise<Newest<Loaded>> {
  let problem: VersionProblem | undefined;
  for (let number = newest; number > after; number -= 1) {
    const version = await readVersion(db, number);
    if (!version) continue;
    try {
      return { version, loaded: await load(version), problem };
    } catch (error) {
      const mend = `See the log for why it does not load, and go back to a version that does: npm run hub -- rollback ${number - 1}`;
      problem ??= { number, mend };
      logger.error({ version: number, err: loggedError(error), mend }, "version does not load: an earlier one serves");
    }
  }
  return { loaded: undefined, problem };
}
