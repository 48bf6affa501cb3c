import { pino } from "pino";
import { expect, it } from "vitest";
import { composeHub } from "../../src/composition/compose.js";
import { createGraph } from "../../src/serving/graph.js";
import { FixturePartner } from "../harvest/fixture-partner.js";

it("a supergraph is replaced while the gateway runs, with new data sources for what has a new address", async () => {
  const [cps, cpl] = [new FixturePartner("CPS").definition, new FixturePartner("CPL").definition];
  const asked: string[] = [];
  const graph = createGraph({
    supergraphSdl: composeHub([cps], { version: 1 }).supergraphSdl,
    logger: pino({ level: "silent" }),
    dataSource: ({ name, url = "" }) => {
      asked.push(name === "catalogue" ? url : name);
      return { process: () => Promise.resolve({ data: {} }) };
    },
  });
  expect(graph.isLoaded).toBe(false);
  expect(() => graph.replaceSupergraph("")).toThrow(/to be loaded/);
  await graph.gateway.load();
  expect(graph.isLoaded).toBe(true);
  expect(graph.gateway.schema?.getType("CplEvent")).toBeUndefined();
  graph.replaceSupergraph(composeHub([cps, cpl], { version: 2 }).supergraphSdl);
  expect(graph.gateway.schema?.getType("CplEvent")).toBeDefined();
  expect(asked.toSorted()).toEqual(["cpl", "cps", "local:catalogue@1", "local:catalogue@2"]);
  expect(process.env["APOLLO_TELEMETRY_DISABLED"]).toBe("true");
  await graph.gateway.stop();
});
