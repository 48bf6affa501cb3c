/** A hub in a process of its own, over made-up partners with every kind of record, none of which runs. */
import { createHub, readConfig } from "@segpol/gateway";
import { createStubDefinition } from "@segpol/gateway/testing";
import { pino } from "pino";

const codes = (process.env["TEST_PARTNERS"] ?? "").split(",");
const hub = await createHub({
  config: readConfig(process.env),
  partners: codes.map((code) => createStubDefinition(code, { url: "http://127.0.0.1:1/graphql" })),
  logger: pino({ level: "silent" }),
});

process.on("message", () => {
  // The most that it has ever held, in bytes; the system counts in KiB.
  process.send?.({ peakMemory: process.resourceUsage().maxRSS * 1_024 });
});
process.on("disconnect", () => {
  hub.stop().then(
    () => process.exit(0),
    () => process.exit(1),
  );
});
process.send?.({ url: hub.url, supergraphSdl: hub.version.supergraphSdl });
