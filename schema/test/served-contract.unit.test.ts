import { expect, test } from "vitest";
import { CONTRACT_LINK, CONTRACT_VERSION, servedContract } from "../src/index.js";
import { smallSdl } from "./conformance/sample-subgraph.js";

const FEDERATION = '@link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable"])';

test("an SDL says which version of the contract it was made for; without a word, the first", () => {
  const sdl = smallSdl("CC_GPI");
  expect(servedContract(sdl).version).toBe("1.0");
  expect(servedContract(`${sdl}\nextend schema @link(url: "${CONTRACT_LINK}")`).version).toBe(CONTRACT_VERSION);
});

test("an SDL lacks the fields that its value types do not have, wherever it declares them", () => {
  const sdl = `extend schema ${FEDERATION}
    type Measure @shareable { ref: ID! text(lang: Language): String! weight: Float! measures: [Measure!]! responsible: String }
    extend type Measure { dueOn: Date }`;
  const { lacks } = servedContract(sdl);
  expect(lacks).toContain("Measure.progress");
  expect(lacks).not.toContain("Measure.dueOn");
  expect(lacks).not.toContain("Response.value");
});
