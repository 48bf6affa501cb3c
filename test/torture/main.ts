/** Torments a hub and two partners, and says whether anything was lost. Run with: npm run torture -- --help */
import { parseArgs } from "node:util";
import { runTorture } from "./torture.ts";
import { verdictLines } from "./verdict.ts";

const HELP = `Usage: npm run torture -- [--seed 42] [--writes 10000] [--rate 40] [--hubs 2]

8 writers at 2 partners create, change and withdraw records while hubs, partners, their databases' connections and the network
between them fail. At the end the hub is held against the owners.

  --seed     what is written and what fails, the same for the same seed
  --writes   writes to commit; those that are rolled back come on top
  --rate     writes to commit in a second
  --hubs     hub processes on one database
`;

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "42" },
    writes: { type: "string", default: "10000" },
    rate: { type: "string", default: "40" },
    hubs: { type: "string", default: "2" },
    help: { type: "boolean", short: "h", default: false },
  },
});

function count(name: "seed" | "writes" | "rate" | "hubs", most: number): number {
  const value = Number(values[name]);
  if (Number.isInteger(value) && value >= 1 && value <= most) return value;
  process.stderr.write(`--${name}: expected a whole number from 1 to ${most}, got "${values[name]}".\n`);
  process.exit(2);
}

if (values.help) {
  process.stdout.write(HELP);
} else {
  const stopping = new AbortController();
  process.once("SIGINT", () => stopping.abort());
  process.once("SIGTERM", () => stopping.abort());
  const began = performance.now();
  const seconds = () => ((performance.now() - began) / 1_000).toFixed(0).padStart(4);
  const report = (line: string) => void process.stdout.write(`${seconds()} s  ${line}\n`);
  try {
    const verdict = await runTorture({
      seed: count("seed", 2 ** 32 - 1),
      writes: count("writes", 1_000_000),
      rate: count("rate", 10_000),
      hubs: count("hubs", 8),
      report,
      signal: stopping.signal,
    });
    process.stdout.write(`\n${verdictLines(verdict).join("\n")}\n`);
    process.exitCode = verdict.problems.length === 0 ? 0 : 1;
  } catch (error) {
    if (!stopping.signal.aborted) throw error;
    report("stopped");
    process.exitCode = 130;
  }
}
