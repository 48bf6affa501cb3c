import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chown, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { LauncherError } from "../errors.js";
import { runAs } from "./account.js";
import type { Binaries } from "./binaries.js";
import type { Placement } from "./home.js";
import { serverEnvironment } from "./postmaster.js";
import { initdbArguments } from "./settings.js";

const run = promisify(execFile);

export interface ClusterOptions {
  /** The superuser's. */
  readonly password: string;
  readonly durable: boolean;
  /** A stopped cluster with that password, of the same account: copied, which takes a tenth of the time. */
  readonly template?: string | undefined;
}

/** Makes the cluster if it is missing; returns whether it did. A cluster of another major version is refused. */
export async function initialise(
  placement: Placement,
  binaries: Binaries,
  { password, durable, template }: ClusterOptions,
): Promise<boolean> {
  const { home, cluster, account } = placement;
  const version = await readFile(join(cluster, "PG_VERSION"), "utf8").catch(() => undefined);
  if (version !== undefined) {
    if (version.trim() === binaries.major) return false;
    throw new LauncherError(
      "CLUSTER_VERSION",
      `The database in ${cluster} was made by PostgreSQL ${version.trim()}, and this is PostgreSQL ${binaries.major}. ` +
        "Set SEGPOL_DATA_DIR to a new folder: partners seed it again; what was edited must be carried over with pg_dump.",
    );
  }
  // Made under another name and renamed when complete: an interrupted start leaves no partial cluster.
  const draft = join(home, `.draft-${randomBytes(4).toString("hex")}`);
  const passwordFile = `${draft}.password`;
  try {
    await mkdir(draft, { mode: 0o700 });
    await writeFile(passwordFile, password, { mode: 0o600 });
    if (account.switched) {
      await chown(draft, account.uid, account.gid);
      await chown(passwordFile, account.uid, account.gid);
    }
    const [command, args] =
      template === undefined
        ? [binaries.initdb, initdbArguments(draft, passwordFile, durable)]
        : ["cp", ["-R", `${template}/.`, draft]];
    await run(command, args, { ...runAs(account), cwd: draft, env: serverEnvironment() });
    await rename(draft, cluster);
    return true;
  } catch (cause) {
    await rm(draft, { recursive: true, force: true });
    const said = (cause as { stderr?: string }).stderr?.trim() || String(cause);
    throw new LauncherError(
      "INITDB_FAILED",
      `PostgreSQL could not make its database in ${home} as ${account.name}:\n${said}`,
      { cause },
    );
  } finally {
    await rm(passwordFile, { force: true });
  }
}
