import { runs } from "@segpol/launcher/testing";
import { expect, it } from "vitest";
import { compareWays } from "./support/compare-ways.js";
import { hubUrl } from "./support/shared-hub.js";

const SEED = 11;
const OPERATIONS = runs({ few: 40, many: 200 });

it(
  `the hub answers ${OPERATIONS} generated operations as the owners do (seed ${SEED})`,
  { timeout: 600_000 },
  async () => {
    const answered = await compareWays(hubUrl(), { readers: [{}], runs: OPERATIONS, seed: SEED });
    expect(answered).toBeGreaterThan(OPERATIONS / 2);
  },
);
