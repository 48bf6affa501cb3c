import { setTimeout as sleep } from "node:timers/promises";
import { benchmark } from "./support/benchmark.ts";
import { startGeneratedPartner } from "./support/generated-partner.ts";
import { startHubProcess } from "./support/hub-process.ts";
import { startTable } from "./support/table.ts";
import { temporaryPostgres } from "./support/temporary-postgres.ts";

await benchmark(
  {
    about: `Harvests one partner with generated records into an empty hub, as it ships. Prints when a tenth, half and all of them are in the index,
at what rate, and the most memory that the hub's process held since the row before. Partner, hub and PostgreSQL share the machine.`,
    counts: { records: { about: "records of the partner", default: 100_000, min: 10 } },
  },
  async ({ records }, defer) => {
    const postgres = await temporaryPostgres(defer);
    const partner = await startGeneratedPartner(records, defer);
    const hub = await startHubProcess(postgres, { CPS: partner.url }, defer);
    const print = startTable("records", "after s", "records/s since", "peak MiB since");
    const began = performance.now();
    let since = { at: began, records: 0, peak: 0 };
    for (const mark of [records / 10, records / 2, records]) {
      while (partner.passed < mark) {
        await sleep(50);
        since.peak = Math.max(since.peak, await hub.memory());
      }
      const [now, passed] = [performance.now(), partner.passed];
      const rate = (passed - since.records) / ((now - since.at) / 1_000);
      print(passed, (now - began) / 1_000, Math.round(rate), Math.round(since.peak));
      since = { at: now, records: passed, peak: 0 };
    }
  },
);
