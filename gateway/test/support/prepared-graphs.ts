import { prepareGraph, type PreparedGraph, type PrepareInput } from "../../src/planning/prepare-graph.js";

const prepared = new Map<string, Promise<PreparedGraph>>();

/** Prepares a graph, of the same partners once in a worker. */
export function prepareOnce(input: PrepareInput): Promise<PreparedGraph> {
  const key = JSON.stringify(input);
  const known = prepared.get(key) ?? prepareGraph(input);
  prepared.set(key, known);
  return known;
}
