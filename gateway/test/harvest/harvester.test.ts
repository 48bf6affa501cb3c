import { pino } from "pino";
import { expect, it } from "vitest";
import { projectPartner } from "../../src/composition/projection/projection.js";
import { readConfig } from "../../src/config/config.js";
import { createHarvesters } from "../../src/harvest/harvesters.js";
import type { StubPage } from "../support/stub-partner.js";
import { cps, databaseUrl, db, running, useHarvest } from "./support/harvest.js";

useHarvest();

/** Harvests the partner in one process of the hub until it is stopped. */
function harvest(): { readonly states: readonly unknown[]; stop(): Promise<void> } {
  const states: unknown[] = [];
  const note = (line: string): void => {
    const { msg, to } = JSON.parse(line) as { readonly msg: string; readonly to: unknown };
    if (msg === "harvest") states.push(to);
  };
  const harvesters = createHarvesters({
    databaseUrl,
    db,
    settings: { ...readConfig({ DATABASE_URL: databaseUrl }).harvest, retryMinMs: 20, retryMaxMs: 200 },
    logger: pino({ level: "debug" }, { write: note }),
  });
  void harvesters.follow([projectPartner(cps.definition, ["CPS"])]);
  running.push(harvesters);
  return { states, stop: () => harvesters.stop() };
}

const put = (name: string, text = name): void => cps.put(`cps:event:${name}`, { title: { original: "NL", NL: text } });
const tamperOnce = (tamper: (page: StubPage) => StubPage): void => {
  cps.tamper = (page) => {
    cps.tamper = (each) => each;
    return tamper(page);
  };
};

it("a partner's harvest goes from state to state as its feed answers", async () => {
  put("a");
  const { states, stop } = harvest();
  const expected = ["reading", "waiting"];
  await expect.poll(() => states).toEqual(expected);

  tamperOnce(() => {
    throw new Error("a fault of its own");
  });
  put("b");
  expected.push("backoff", "reading", "waiting");
  await expect.poll(() => states).toEqual(expected);

  tamperOnce((page) => ({ ...page, hasMore: true }));
  put("c");
  expected.push("reading", "waiting");
  await expect.poll(() => states).toEqual(expected);

  // Named anew, and as it was.
  put("c");
  expected.push("backoff", "waiting");
  await expect.poll(() => states).toEqual(expected);

  await stop();
  expect(states).toEqual([...expected, "stopped"]);
});

it("another process of the hub stands by, and goes on where the one that ended was", async () => {
  put("a");
  const first = harvest();
  await expect.poll(() => first.states).toEqual(["reading", "waiting"]);
  const second = harvest();
  put("b");
  await expect.poll(() => db.selectFrom("record").select("id").execute()).toHaveLength(2);
  expect(second.states).toEqual([]);
  await first.stop();
  await expect.poll(() => second.states).toEqual(["reading", "waiting"]);
  expect(cps.received.filter(({ variables }) => variables["after"] === null)).toHaveLength(1);
});
