/** How fast a partner is harvested from nothing, and in how much memory. Run with: npm run build && node test/bench/full-harvest.ts */
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { startTemporaryPostgres } from "@segpol/launcher";
import { startGeneratedPartner } from "./support/generated-partner.ts";
import { startHubProcess } from "./support/hub-process.ts";
import { printTable } from "./support/print-table.ts";

const HELP = `Usage: node test/bench/full-harvest.ts [--records 100000]

Harvests one partner with so many generated records into an empty hub, as it ships, and prints when a tenth, half and all of them are
in the index, at what rate, and the most memory that the hub's process held since the line before. The partner, the hub and
PostgreSQL share the machine. Packages have to be built: npm run build.
`;

const { values } = parseArgs({
  options: { records: { type: "string", default: "100000" }, help: { type: "boolean", short: "h", default: false } },
});
const records = Number(values.records);
if (values.help) {
  process.stdout.write(HELP);
} else if (Number.isInteger(records) && records >= 10) {
  await measure();
} else {
  process.stderr.write(`--records: expected a whole number from 10 up, got "${values.records}".\n`);
  process.exitCode = 2;
}

async function measure(): Promise<void> {
  const postgres = await startTemporaryPostgres();
  const partner = await startGeneratedPartner(records);
  const stops = [() => postgres.stop(), () => partner.stop()];
  try {
    const hub = await startHubProcess(postgres, { CPS: partner.url });
    stops.push(() => hub.stop());
    const rows: (readonly (string | number)[])[] = [];
    const began = performance.now();
    let since = { at: began, records: 0, peak: 0 };
    for (const mark of [records / 10, records / 2, records]) {
      while (partner.passed < mark) {
        await sleep(50);
        since.peak = Math.max(since.peak, await hub.memory());
      }
      const now = performance.now();
      const passed = partner.passed;
      rows.push([
        passed,
        ((now - began) / 1_000).toFixed(1),
        ((passed - since.records) / ((now - since.at) / 1_000)).toFixed(0),
        since.peak.toFixed(0),
      ]);
      since = { at: now, records: passed, peak: 0 };
    }
    printTable(["records", "after s", "records/s since", "peak MiB since"], rows);
  } finally {
    for (const stop of stops.toReversed()) await stop();
  }
}
