/** How long composing, building a planner and planning take with many partners. Run with: node test/bench/planning.ts [partners ...] */
import { composeHub, createPlanner, TYPICAL_QUERIES } from "@segpol/gateway";
import { createStubDefinition } from "@segpol/gateway/testing";

const sizes = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [7, 40];
if (!sizes.every((size) => Number.isInteger(size) && size >= 0 && size < 900)) {
  process.stderr.write("Expected numbers of partners, from 0 to 899, such as: node test/bench/planning.ts 7 40\n");
  process.exit(2);
}

for (const size of sizes) {
  const partners = Array.from({ length: size }, (_, index) => createStubDefinition(`P${100 + index}`));
  const [composing, { supergraphSdl }] = timed(() => composeHub(partners, { version: 1 }));
  const [building, plan] = timed(() => createPlanner(supergraphSdl));
  print(`${size} partners`, `composed in ${composing}, planner built in ${building}`);
  for (const [name, query] of Object.entries(TYPICAL_QUERIES)) {
    const { evaluatedPlans, milliseconds, subgraphs } = plan(query);
    print(
      `  ${name}`,
      `${milliseconds.toFixed(0)} ms, evaluated plans: ${evaluatedPlans}, subgraphs asked: ${subgraphs.length}`,
    );
  }
}

function timed<T>(action: () => T): [string, T] {
  const start = performance.now();
  const result = action();
  return [`${(performance.now() - start).toFixed(0)} ms`, result];
}

function print(name: string, result: string): void {
  process.stdout.write(`${name}: ${result}\n`);
}
