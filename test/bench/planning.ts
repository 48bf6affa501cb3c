import { composeHub, createPlanner, TYPICAL_QUERIES } from "@segpol/gateway";
import { createStubDefinition } from "@segpol/gateway/testing";
import { benchmark } from "./support/benchmark.ts";
import { startTable } from "./support/table.ts";

await benchmark(
  {
    about: "Measures how long composing, building a planner and planning take with many partners.",
    counts: { partners: { about: "partners of the graph", default: 40, min: 0, max: 899 } },
  },
  async ({ partners: size }) => {
    const partners = Array.from({ length: size }, (_, index) => createStubDefinition(`P${100 + index}`));
    const begun = performance.now();
    const { supergraphSdl } = composeHub(partners, { version: 1 });
    const composed = performance.now();
    const plan = createPlanner(supergraphSdl);
    const built = performance.now();
    startTable("partners", "composed ms", "planner built ms")(size, composed - begun, built - composed);
    const print = startTable("plan ms", "evaluated plans", "subgraphs", "query");
    for (const [name, query] of Object.entries(TYPICAL_QUERIES)) {
      const { evaluatedPlans, milliseconds, subgraphs } = plan(query);
      print(milliseconds, evaluatedPlans, subgraphs.length, name);
    }
  },
);
