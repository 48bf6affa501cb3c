import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Role } from "@segpol/identity";
import { type Launch, launch } from "@segpol/launcher";
import { openTestDatabases } from "@segpol/launcher/testing";
import { findPartnerPackages } from "@segpol/schema/partner-packages";
import { query } from "./graph.js";
import { until } from "../../support/until.js";

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

/**
 * Starts a hub and these partners from nothing, all of them by default; resolves when it has harvested them. `apart`: on a
 * PostgreSQL of its own, for a hub that runs while tests of others do: what it has open there would hold back their change feeds.
 */
export async function startHub(codes?: readonly string[], { apart = false } = {}): Promise<RunningHub> {
  const databases = await openTestDatabases({ apart });
  const dataDir = await mkdtemp(join(tmpdir(), "segpol-e2e-"));
  const stops = [() => databases.close(), () => rm(dataDir, { recursive: true, force: true })];
  const stop = async (): Promise<void> => {
    for (const each of stops.splice(0).toReversed()) await each();
  };
  try {
    const env: Record<string, string> = { SEGPOL_THROWAWAY: "1", SEGPOL_NO_CACHE_RATE: "1000000" };
    for (const code of ["HUB", ...(codes ?? (await findPartnerPackages(rootDir)).map((each) => each.code))]) {
      const { ownerUrl, servingUrl } = await databases.create(code.toLowerCase());
      env[`${code}_DATABASE_URL`] = code === "HUB" ? ownerUrl : servingUrl;
      if (code !== "HUB") env[`${code}_DATABASE_OWNER_URL`] = ownerUrl;
    }
    const running = await launch({ rootDir, dataDir, ports: "free", env, ...(codes && { only: ["HUB", ...codes] }) });
    stops.push(() => running.stop());
    const url = `${running.hubUrl}/graphql`;
    await untilHarvested(url, Object.keys(running.partners));
    return handleOf(running, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

function handleOf(running: Launch, stop: () => Promise<void>): RunningHub {
  const partner = (code: string) => {
    const found = running.partners[code];
    if (!found) throw new Error(`No partner ${code}; there are ${Object.keys(running.partners).join(", ")}.`);
    return found;
  };
  return {
    url: `${running.hubUrl}/graphql`,
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

async function untilHarvested(url: string, codes: readonly string[]): Promise<void> {
  await until(
    "every partner to be harvested",
    () =>
      query<{ partners: { code: string; source: { state: string } }[] }>(
        url,
        "{ partners { code source { state problem records } } }",
      ),
    ({ partners }) => codes.every((code) => partners.find((each) => each.code === code)?.source.state === "LIVE"),
    45_000,
  );
}
