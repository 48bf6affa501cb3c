/** `npm run bench`: lists the benchmarks, and runs those that are chosen. */
import { join } from "node:path";
import { listBenchmarks } from "./support/list-benchmarks.ts";
import { runBenchmark } from "./support/run-benchmark.ts";

const RESULTS = join(import.meta.dirname, "../../.data/bench");

const benchmarks = await listBenchmarks(import.meta.dirname);
const given = process.argv.slice(2);
const firstOption = given.findIndex((word) => word.startsWith("-"));
const names = firstOption === -1 ? given : given.slice(0, firstOption);
const options = firstOption === -1 ? [] : given.slice(firstOption);
const unknown = names.filter((name) => !benchmarks.some((each) => each.name === name));

if (unknown.length > 0 || names.length === 0) {
  const lines = benchmarks.map(({ name, about }) => `  ${name.padEnd(20)}${about ?? ""}`);
  const help = `Usage: npm run bench -- <benchmark>... [options]

Runs one benchmark after the other, and writes what each printed to .data/bench as JSON. Options go to each of them:
npm run bench -- <benchmark> --help says which it has.

${lines.join("\n")}
`;
  if (unknown.length > 0) process.stderr.write(`Expected the names of benchmarks; got "${unknown.join(" ")}".\n\n`);
  const isAsked = unknown.length === 0 && options.some((option) => ["--help", "-h"].includes(option));
  (isAsked ? process.stdout : process.stderr).write(help);
  process.exitCode = isAsked ? 0 : 2;
} else {
  for (const benchmark of benchmarks.filter(({ name }) => names.includes(name))) {
    process.stderr.write(`${benchmark.name}: ${benchmark.about ?? ""}\n`);
    const code = await runBenchmark(benchmark, options, RESULTS);
    if (code !== 0) process.exitCode = code;
  }
}
