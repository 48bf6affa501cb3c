import type { Kysely } from "kysely";
import type { Logger } from "pino";
import { loggedError } from "@segpol/server";
import { endLoad, hasLoaded } from "./store/loads.js";
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
  /** Loads a version where it can do no harm. @throws when it does not load */
  readonly tryOut: (version: RegistryVersion) => Promise<void>;
  /** @throws when the version does not load; nothing is left of it then */
  readonly load: (version: RegistryVersion) => Promise<Loaded>;
  readonly logger: Logger;
}

export type Newest<Loaded> = { readonly problem: VersionProblem | undefined } & (
  | { readonly version: RegistryVersion; readonly loaded: Loaded }
  /** None of them loads. */
  | { readonly loaded: undefined }
);

/**
 * The newest version that loads. Whatever a version does, the hub has one to serve: what went into service before has loaded once. One that
 * takes all memory, or comes to no end, would take the process with it: a version whose last load did not come to its end is tried
 * out first.
 */
export async function newestThatLoads<Loaded>({
  db,
  newest,
  after,
  tryOut,
  load,
  logger,
}: NewestOptions<Loaded>): Promise<Newest<Loaded>> {
  let broken: number | undefined;
  /** What keeps the newest from serving while this one does. */
  const problemWhile = (serving: number): VersionProblem | undefined =>
    broken === undefined
      ? undefined
      : { number: broken, mend: `The log has why. Go back to what serves: npm run hub -- rollback ${serving}` };
  for (let number = newest; number > after; number -= 1) {
    const version = await readVersion(db, number);
    if (!version) continue;
    try {
      if (!(await hasLoaded(db, number))) await tryOut(version);
      const loaded = await load(version);
      await endLoad(db, number);
      return { version, loaded, problem: problemWhile(number) };
    } catch (error) {
      broken ??= number;
      const mend = "Go back to the version that serves, which /ready names: npm run hub -- rollback <version>";
      logger.error({ version: number, err: loggedError(error), mend }, "version does not load: an earlier one serves");
    }
  }
  return { loaded: undefined, problem: problemWhile(after) };
}
