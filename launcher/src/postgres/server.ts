import { mkdir, mkdtemp, chmod, rename, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { LauncherError } from "../errors.js";
import { DEFAULT_POSTGRES_PORT } from "../plan/settings.js";
import { assertPortsFree, freePort } from "../ports.js";
import { accountForNewCluster, canReach } from "./account.js";
import { binariesFor } from "./binaries.js";
import { Databases } from "./databases.js";
import { placeCluster, type Placement } from "./home.js";
import { initialise } from "./initialise.js";
import { alone, liveLeases, takeLease } from "./leases.js";
import { passwordOf } from "./passwords.js";
import { findPostmaster, spawnPostmaster, stopPostmaster, type Postmaster } from "./postmaster.js";
import { watch } from "./watchdog.js";

export interface PostgresServer {
  /** Port on 127.0.0.1. */
  readonly port: number;
  /** Process id of PostgreSQL's first process. */
  readonly pid: number;
  /** Folder of the cluster: the data folder, or another if PostgreSQL's account cannot enter that one. */
  readonly home: string;
  /** How it started: a new cluster was made, an existing one was started, or a running one is shared. */
  readonly origin: "created" | "started" | "joined";
  /** Settles when the server has ended, by stop() or unexpectedly. */
  readonly gone: Promise<void>;
  /** Makes the database and its owner role of the same name, unless they exist; returns the address with that role. */
  ensureDatabase(name: string): Promise<string>;
  /**
   * Makes the database as ensureDatabase does, and a serving role, unless they exist; returns the address with that role. It may only
   * connect, until the owner role grants it something.
   */
  ensureServingRole(name: string): Promise<string>;
  /** Stops the server, or leaves it running while other launchers use it. */
  stop(): Promise<void>;
}

export interface PostgresOptions {
  /** Folder of all data; created if needed. */
  dataDir: string;
  /** Default 54329. Not used if a running server is shared. */
  port?: number;
  /** Default true: fails with DATA_DIR_IN_USE while another exclusive user runs. False: shares a running server. */
  exclusive?: boolean;
  /** Default true. False: no fsync, and much faster; a crash may lose the last commits. */
  durable?: boolean;
  /** Default <dataDir>/logs/postgres.log; the log of the previous start is kept beside it. */
  logFile?: string;
}

/** Starts the data folder's PostgreSQL, recovering from whatever the last run left, or shares it if it runs. */
export async function startPostgres(options: PostgresOptions): Promise<PostgresServer> {
  const dataDir = resolve(options.dataDir);
  const { port = DEFAULT_POSTGRES_PORT, exclusive = true, durable = true } = options;
  const logFile = options.logFile ?? join(dataDir, "logs", "postgres.log");
  const placement = await placeCluster(dataDir);
  return await alone(placement.home, async () => {
    const others = await liveLeases(placement.home);
    const rival = exclusive ? others.find((lease) => lease.exclusive) : undefined;
    if (rival) {
      throw new LauncherError(
        "DATA_DIR_IN_USE",
        `The data folder ${dataDir} is in use by process ${rival.pid}. Stop that process, ` +
          "or set SEGPOL_DATA_DIR to another folder (and SEGPOL_PORT_OFFSET to another number, which moves every port).",
      );
    }
    const running = findPostmaster(placement.cluster);
    if (running && others.length > 0) return await serve(placement, running, "joined", { exclusive });
    if (running) await stopPostmaster(running, placement.cluster, 10_000);
    await assertPortsFree([{ who: "PostgreSQL", port, variable: "SEGPOL_POSTGRES_PORT" }]);
    return await startCluster(placement, { port, durable, exclusive, logFile });
  });
}

/** A PostgreSQL for tests: its own folder and free port, no fsync; deleted at stop(), and when this process dies. */
export async function startTemporaryPostgres(): Promise<PostgresServer> {
  const placement = await temporaryPlacement();
  const { home } = placement;
  for (let attempt = 1; ; attempt += 1) {
    try {
      const port = await freePort();
      return await startCluster(placement, {
        port,
        durable: false,
        exclusive: true,
        logFile: join(home, "postgres.log"),
        remove: home,
      });
    } catch (error) {
      if (attempt < 5 && error instanceof LauncherError && error.code === "PORT_IN_USE") continue;
      await rm(home, { recursive: true, force: true });
      throw error;
    }
  }
}

/** Names the folder of a cluster that those of tests are copied from; see {@link makeTestCluster}. */
const TEST_CLUSTER = "SEGPOL_TEST_CLUSTER";

/**
 * Makes the cluster that this process and those that it starts copy from now on, instead of making each from nothing; gives what
 * removes it. Servers that care for the disk never copy it.
 */
export async function makeTestCluster(): Promise<() => Promise<void>> {
  const { home, cluster, account } = await temporaryPlacement();
  const { password } = await passwordOf(home, "postgres");
  await initialise({ home, cluster, account }, await binariesFor(account), { password, durable: false });
  process.env[TEST_CLUSTER] = home;
  return async () => {
    delete process.env[TEST_CLUSTER];
    await rm(home, { recursive: true, force: true });
  };
}

async function temporaryPlacement(): Promise<Placement> {
  const account = await accountForNewCluster();
  const home = await temporaryFolder(async (folder) => !account.switched || (await canReach(account, "-x", folder)));
  return { home, cluster: join(home, "cluster"), account };
}

interface StartOptions {
  port: number;
  durable: boolean;
  exclusive: boolean;
  logFile: string;
  remove?: string;
}

async function startCluster(
  placement: Placement,
  { port, durable, exclusive, logFile, remove }: StartOptions,
): Promise<PostgresServer> {
  const binaries = await binariesFor(placement.account);
  const template = durable ? undefined : process.env[TEST_CLUSTER];
  const { password } = await passwordOf(placement.home, "postgres", template);
  const cluster = template === undefined ? undefined : join(template, "cluster");
  const created = await initialise(placement, binaries, { password, durable, template: cluster });
  await mkdir(dirname(logFile), { recursive: true });
  await rename(logFile, logFile.replace(/\.log$/, ".previous.log")).catch(() => undefined);
  const postmaster = await spawnPostmaster(placement, binaries, { port, durable, logFile });
  return await serve(placement, postmaster, created ? "created" : "started", {
    exclusive,
    ...(remove ? { remove } : {}),
  });
}

async function serve(
  placement: Placement,
  postmaster: Postmaster,
  origin: PostgresServer["origin"],
  { exclusive, remove }: { exclusive: boolean; remove?: string },
): Promise<PostgresServer> {
  const { home, cluster } = placement;
  const lease = await takeLease(home, exclusive);
  const watchdog = watch({ lease: lease.file, cluster, postmaster: postmaster.pid, ...(remove ? { remove } : {}) });
  const { password } = await passwordOf(home, "postgres");
  const databases = new Databases(postmaster.port, password, async (role) => await passwordOf(home, role));
  const halt = async (): Promise<void> => {
    await databases.close();
    await alone(home, async () => {
      await rm(lease.file, { force: true });
      if ((await liveLeases(home)).length === 0) await stopPostmaster(postmaster, cluster, 800);
    });
    if (remove) await rm(remove, { recursive: true, force: true, maxRetries: 3 });
    watchdog.dismiss();
  };
  let halted: Promise<void> | undefined;
  return {
    port: postmaster.port,
    pid: postmaster.pid,
    home,
    origin,
    gone: postmaster.gone,
    ensureDatabase: async (name) => await databases.ensure(name),
    ensureServingRole: async (name) => await databases.ensureServing(name),
    stop: async () => await (halted ??= halt()),
  };
}

async function temporaryFolder(suits: (folder: string) => Promise<boolean>): Promise<string> {
  for (const parent of [tmpdir(), "/var/tmp", "/tmp"]) {
    if (!(await stat(parent).catch(() => undefined)) || !(await suits(parent))) continue;
    const folder = await mkdtemp(join(parent, "segpol-postgres-"));
    await chmod(folder, 0o711);
    return folder;
  }
  throw new LauncherError(
    "CLUSTER_UNREACHABLE",
    `Expected PostgreSQL's account to be able to enter the folder for temporary data; it cannot enter ${tmpdir()}.`,
  );
}
