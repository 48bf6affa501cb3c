import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdir, writeFile } from "node:fs/promises";
import { cpus, loadavg, totalmem } from "node:os";
import { join } from "node:path";
import type { ListedBenchmark } from "./list-benchmarks.ts";
import type { BenchmarkResult } from "./results.ts";

/** Runs a benchmark in a process of its own, and writes what came of it in a file of the folder. Gives its exit code. */
export async function runBenchmark(
  { name, file }: ListedBenchmark,
  options: readonly string[],
  folder: string,
): Promise<number> {
  const [began, loadBefore] = [new Date(), loadavg()];
  const child = fork(file, options);
  let result: BenchmarkResult | undefined;
  child.on("message", (message) => (result = message as BenchmarkResult));
  const [code] = (await once(child, "exit")) as [number | null];
  if (result) {
    const path = join(folder, `${began.toISOString().replaceAll(":", "-")}-${name}.json`);
    const machine = {
      cores: cpus().length,
      model: cpus()[0]?.model,
      memoryMiB: Math.round(totalmem() / 1_048_576),
      node: process.version,
      loadBefore,
      loadAfter: loadavg(),
    };
    await mkdir(folder, { recursive: true });
    const all = { benchmark: name, began, ended: new Date(), code, machine, ...result };
    await writeFile(path, `${JSON.stringify(all, undefined, 2)}\n`);
    process.stderr.write(`Written to ${path}\n`);
  }
  return code ?? 1;
}
