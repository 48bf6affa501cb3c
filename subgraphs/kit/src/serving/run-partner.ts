import { clearMemorySooner } from "@segpol/server";
import { pino } from "pino";
import type { Partner } from "../partner/partner.js";
import { readServerConfig } from "./config.js";
import { createPartnerServer } from "./partner-server.js";

/** Beyond what running requests get to finish. A database that goes away at the same moment may never answer the farewell. */
const STOP_WITHIN_MS = 2_900;

/** What a process tells the one that started it once it serves. */
export interface ReadyMessage {
  readonly type: "ready";
  readonly url: string;
}

/**
 * Runs a partner's process: reads the environment (see `readServerConfig`), migrates, seeds, serves, and tells the
 * process that started it, if any. Stops on SIGTERM, SIGINT, or when that process is gone, and exits with 0; with 1 if something has
 * not ended after 2.9 seconds. What keeps it from starting is logged, and it exits with 1.
 */
export async function runPartner(partner: Partner): Promise<void> {
  const log = pino(
    { level: "info", base: { partner: partner.code, pid: process.pid } },
    // Written at once: what is still to be written at the exit would be tried for ever when nobody reads any more.
    pino.destination({ dest: 1, sync: true }),
  );
  const began = performance.now();
  clearMemorySooner();
  try {
    const config = readServerConfig(process.env, partner);
    log.level = config.logLevel;
    if (!config.identity) {
      log.warn(
        "SEGPOL_TOKEN_ISSUER and SEGPOL_HUB_ISSUER are not set: tokens are ignored, everybody reads what is PUBLIC",
      );
    }
    const server = await createPartnerServer(partner, { ...config, log });
    const stop = (reason: string): void => {
      log.info({ reason }, "stopping");
      setTimeout(() => {
        log.error("something did not end in time; leaving it");
        process.exit(1);
      }, STOP_WITHIN_MS).unref();
      server.stop().then(
        () => process.exit(0),
        (error: unknown) => {
          log.fatal({ err: error }, "could not stop properly");
          process.exit(1);
        },
      );
    };
    for (const event of ["SIGTERM", "SIGINT", "disconnect"] as const) process.once(event, () => stop(event));
    log.info({ url: server.url, seeded: server.seeded.size, ms: Math.round(performance.now() - began) }, "serving");
    process.send?.({ type: "ready", url: server.url } satisfies ReadyMessage);
  } catch (error) {
    log.fatal({ err: error }, "could not start");
    process.exitCode = 1;
    if (process.connected) process.disconnect();
  }
}
