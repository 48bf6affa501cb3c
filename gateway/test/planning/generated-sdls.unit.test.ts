import { runs } from "@segpol/launcher/testing";
import { expect, test } from "vitest";
import { CompositionError } from "../../src/composition/projection/composition-error.js";
import { prepareGraph } from "../../src/planning/prepare-graph.js";
import { createRandom } from "../catalogue/support/random.js";
import { smallPartner } from "../support/small-partner.js";
import { generatedPartner } from "./generated-sdl.js";

/** Codes for what no rule has foreseen. */
const UNFORESEEN = /^(?:COMPOSITION_FAILED|INTROSPECTION_FAILED|SUPERGRAPH_NOT_LOADABLE|PLANNING_FAILED)$/;
const SEEDS = Array.from({ length: runs({ few: 20, many: 120 }) }, (_, index) => index + 1);

test("whatever a partner's SDL holds, the graph is made or a rule says what is wrong", async () => {
  const unforeseen: object[] = [];
  let made = 0;
  for (const seed of SEEDS) {
    const codes = await codesFor(seed);
    if (codes.length === 0) made += 1;
    if (codes.some((code) => UNFORESEEN.test(code))) unforeseen.push({ seed, codes });
  }
  expect(unforeseen).toEqual([]);
  expect(made).toBeGreaterThan(SEEDS.length / 10);
}, 600_000);

async function codesFor(seed: number): Promise<readonly string[]> {
  const partner = smallPartner(generatedPartner(createRandom(seed)));
  try {
    await prepareGraph({ partners: [partner], version: 1, current: null, operations: [] });
    return [];
  } catch (error) {
    if (error instanceof CompositionError) return error.findings.map(({ code }) => code);
    throw error;
  }
}
