import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Role } from "@segpol/identity";
import { launch } from "@segpol/launcher";
import { query } from "./graph.js";
import { until } from "./until.js";

/** A whole hub with its partners and databases: real processes on free ports, data in a folder of its own. */
export interface RunningHub {
  /** Address of the unified graph. */
  readonly url: string;
  /** Where a partner keeps its records, with the role that owns them. */
  databaseUrl(code: string): string;
  /** Address of a partner's own graph. */
  partnerUrl(code: string): string;
  /** A token of the local issuer for somebody with these roles. */
  token(roles: readonly Role[]): Promise<string>;
  stopPartner(code: string): Promise<void>;
  /** Ends its process with SIGKILL, and leaves it ended. */
  killPartner(code: string): Promise<void>;
  startPartner(code: string): Promise<void>;
  stop(): Promise<void>;
}

const rootDir = fileURLToPath(new URL("../../../", import.meta.url));

/** Starts a hub from nothing; resolves when it has harvested every partner. */
export async function startHub(): Promise<RunningHub> {
  const dataDir = await mkdtemp(join(tmpdir(), "segpol-e2e-"));
  // Root lends PostgreSQL another account, which has to enter; the database would be kept elsewhere, and stay.
  await chmod(dataDir, 0o755);
  const running = await launch({ rootDir, dataDir, ports: "free", env: { SEGPOL_THROWAWAY: "1" } });
  const url = `${running.hubUrl}/graphql`;
  const stop = async () => {
    await running.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  const partner = (code: string) => {
    const found = running.partners[code];
    if (!found) throw new Error(`No partner ${code}; there are ${Object.keys(running.partners).join(", ")}.`);
    return found;
  };
  try {
    await untilHarvested(url);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url,
    databaseUrl: (code) => running.ownerDatabaseUrls[code] ?? "",
    partnerUrl: (code) => partner(code).url,
    token: async (roles) => {
      if (!running.issuer) throw new Error("Expected the launch to run an issuer of its own.");
      return await running.issuer.sign({ subject: "somebody", roles, audience: "segpol", lifetimeS: 3_600 });
    },
    stopPartner: (code) => partner(code).stop(),
    killPartner: async (code) => {
      const { pid } = partner(code);
      if (pid === undefined) throw new Error(`Expected ${code} to run.`);
      process.kill(pid, "SIGKILL");
      await partner(code).stop();
    },
    startPartner: (code) => partner(code).start(),
    stop,
  };
}

async function untilHarvested(url: string): Promise<void> {
  await until(
    "every partner to be harvested",
    () =>
      query<{ partners: { code: string; source: { state: string } }[] }>(
        url,
        "{ partners { code source { state problem records } } }",
      ),
    ({ partners }) => partners.length > 0 && partners.every(({ source }) => source.state === "LIVE"),
    45_000,
  );
}
