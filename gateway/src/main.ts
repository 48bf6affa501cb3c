import "@segpol/schema/require-node";
import { join } from "node:path";
import { clearMemorySooner } from "@segpol/server/heap";
import { pino } from "pino";
import { type Environment, readConfig } from "./config/config.js";

const STOP_WITHIN_MS = 2_900;
const FIRST_HARVEST_WITHIN_MS = 5_000;
const ROOT = join(import.meta.dirname, "../..");

async function main(env: Environment): Promise<void> {
  clearMemorySooner();
  const config = readConfig(env);
  // Written at once: what is still to be written at the exit would be tried for ever when nobody reads any more.
  const logger = pino({ level: config.logLevel, base: { service: "hub" } }, pino.destination({ dest: 1, sync: true }));
  // Settings that are wrong are said before a whole hub is loaded.
  const { createHub, discoverPartners, pageQueries, registerPages } = await import("./index.js");
  const partners = () => discoverPartners({ rootDir: ROOT, env });
  const hub = await createHub({ config, partners, logger, routes: registerPages, pageQueries: pageQueries() });
  let stopping = false;
  const stop = (reason: string): void => {
    if (stopping) return;
    stopping = true;
    logger.info({ reason }, "hub stopping");
    setTimeout(() => {
      logger.error("Something did not end in time; leaving it.");
      process.exit(1);
    }, STOP_WITHIN_MS).unref();
    hub.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error({ err: error }, "stopping failed");
        process.exit(1);
      },
    );
  };
  process
    .on("SIGTERM", stop)
    .on("SIGINT", stop)
    .on("disconnect", () => stop("disconnect"));

  // It serves already; who waits for the message finds lists that are not empty.
  await hub.firstHarvest(FIRST_HARVEST_WITHIN_MS);
  if (stopping) return;
  const { number, partners: members } = hub.version;
  logger.info({ url: hub.url, version: number, partners: members.map(({ code }) => code) }, "hub ready");
  process.send?.({ type: "ready", url: hub.url });
}

try {
  await main(process.env);
} catch (error) {
  // Before there are settings there is no log. What is wrong with them says all that there is to say.
  process.stderr.write(
    `${error instanceof Error ? (error.name === "ConfigError" ? error.message : (error.stack ?? error.message)) : String(error)}\n`,
  );
  process.exit(1);
}
