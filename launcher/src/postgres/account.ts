import { execFile } from "node:child_process";
import { userInfo } from "node:os";
import { promisify } from "node:util";
import { LauncherError } from "../errors.js";

const run = promisify(execFile);

/** The account that runs PostgreSQL; `switched` if it is not the launcher's own. */
export interface Account {
  name: string;
  uid: number;
  gid: number;
  switched: boolean;
}

/** PostgreSQL refuses to run as root: root uses an existing unprivileged account. */
const LENT_ACCOUNTS = ["postgres", "nobody"];

export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** The account for a new cluster: the launcher's, or for root an unprivileged one. */
export async function accountForNewCluster(): Promise<Account> {
  if (!isRoot()) {
    const { username, uid, gid } = userInfo();
    return { name: username, uid, gid, switched: false };
  }
  for (const name of LENT_ACCOUNTS) {
    const account = await lookUp(name);
    if (account && account.uid !== 0) return account;
  }
  throw new LauncherError(
    "ACCOUNT_MISSING",
    `PostgreSQL does not run as root, and none of the accounts ${LENT_ACCOUNTS.join(", ")} exists to run it. ` +
      "Start as an ordinary user, create one of these accounts, or give HUB_DATABASE_URL and <CODE>_DATABASE_URL of a PostgreSQL of your own.",
  );
}

/** The account of an existing cluster: its owner's, as PostgreSQL requires. */
export async function accountOfOwner(uid: number, gid: number, clusterDir: string): Promise<Account> {
  if (!isRoot()) {
    const own = userInfo();
    if (own.uid === uid || own.uid === -1) return { name: own.username, uid: own.uid, gid: own.gid, switched: false };
  } else if (uid !== 0) {
    return (await lookUp(String(uid))) ?? { name: `user ${uid}`, uid, gid, switched: true };
  }
  const owner = (await lookUp(String(uid)))?.name ?? `user ${uid}`;
  throw new LauncherError(
    "CLUSTER_FOREIGN",
    `The database in ${clusterDir} belongs to ${owner}, and ${userInfo().username} cannot run it. ` +
      `Start as ${LENT_ACCOUNTS.includes(owner) ? "root, who made it" : `${owner} or as root`}, or set SEGPOL_DATA_DIR to a folder of your own.`,
  );
}

/** Spawn options that run a program as the account. */
export function runAs(account: Account): { uid?: number; gid?: number } {
  return account.switched ? { uid: account.uid, gid: account.gid } : {};
}

/** Whether the account can access the path with this right; the system decides, as that account. */
export async function canReach(account: Account, right: "-r" | "-w" | "-x", path: string): Promise<boolean> {
  try {
    await run("test", [right, path], { ...runAs(account), cwd: "/" });
    return true;
  } catch {
    return false;
  }
}

async function lookUp(name: string): Promise<Account | undefined> {
  try {
    const [uid, gid, label] = await Promise.all(
      ["-u", "-g", "-un"].map(async (flag) => (await run("id", [flag, name])).stdout.trim()),
    );
    return { name: label ?? name, uid: Number(uid), gid: Number(gid), switched: true };
  } catch {
    return undefined;
  }
}
