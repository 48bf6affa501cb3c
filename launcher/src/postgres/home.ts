import { createHash } from "node:crypto";
import { chmod, lstat, mkdir, realpath, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { LauncherError } from "../errors.js";
import { accountForNewCluster, accountOfOwner, canReach, isRoot, type Account } from "./account.js";

/** Where a PostgreSQL lives: `home` is the launcher's, with passwords and leases; `home/cluster` is PostgreSQL's own. */
export interface Placement {
  home: string;
  cluster: string;
  account: Account;
}

/** Root's folders, for files that an unprivileged account must reach, also after a restart. */
const SHARED_FOLDERS = ["/var/lib/segpol-hub", "/var/tmp/segpol-hub"];

/**
 * Places the PostgreSQL of a data folder: inside it, or, when root started the launcher and the account that PostgreSQL runs
 * under cannot enter that folder, under a shared folder, in a place named after the data folder's path. A cluster that exists
 * in either place is used where it is.
 */
export async function placeCluster(dataDir: string): Promise<Placement> {
  await openFolder(dataDir);
  const path = await realpath(dataDir);
  const inside = join(path, "postgres");
  const elsewhere = SHARED_FOLDERS.map((folder) => join(folder, nameFor(path)));
  for (const home of [inside, ...elsewhere]) {
    const owner = await stat(join(home, "cluster")).catch(() => undefined);
    if (!owner) continue;
    const account = await accountOfOwner(owner.uid, owner.gid, join(home, "cluster"));
    if (!account.switched || (await canReach(account, "-x", home)))
      return { home, cluster: join(home, "cluster"), account };
    throw new LauncherError(
      "CLUSTER_UNREACHABLE",
      `The database in ${home} is run as ${account.name}, who can no longer enter that folder. ` +
        `Let ${account.name} enter every folder on the way to it (chmod o+x), or set SEGPOL_DATA_DIR to another folder.`,
    );
  }
  const account = await accountForNewCluster();
  await openFolder(inside);
  if (!account.switched || (await canReach(account, "-x", inside)))
    return { home: inside, cluster: join(inside, "cluster"), account };
  const home = join(await sharedFolder(account), nameFor(path));
  await openFolder(home);
  return { home, cluster: join(home, "cluster"), account };
}

/** The first of root's folders that can be created and that the account can enter. */
export async function sharedFolder(account: Account): Promise<string> {
  for (const folder of SHARED_FOLDERS) {
    try {
      await openFolder(folder);
      // Binaries run from here: a folder that another user made, or can write to, is not trusted.
      const { uid, mode } = await lstat(folder);
      if (uid === 0 && (mode & 0o022) === 0 && (await canReach(account, "-x", folder))) return folder;
    } catch {
      continue;
    }
  }
  throw new LauncherError(
    "CLUSTER_UNREACHABLE",
    `${account.name}, who runs PostgreSQL for root, can enter neither the data folder nor ${SHARED_FOLDERS.join(" nor ")}. ` +
      "Set SEGPOL_DATA_DIR to a folder that every user can enter, or start as an ordinary user.",
  );
}

/** Creates the folder if it is missing; as root, so that another account may pass through it, whatever the umask. */
async function openFolder(folder: string): Promise<void> {
  const made = await mkdir(folder, { recursive: true });
  if (made !== undefined && isRoot()) await chmod(folder, 0o755);
}

function nameFor(path: string): string {
  const hash = createHash("sha256").update(path).digest("hex").slice(0, 12);
  return `${basename(dirname(path))}-${hash}`.replace(/[^\w.-]/g, "_");
}
