import { setImmediate as nextTurn } from "node:timers/promises";
import { expect, it } from "vitest";
import type { HarvestedRecord } from "../../src/catalogue/record/harvested-record.js";
import { preparePage } from "../../src/catalogue/write/prepare-page.js";

it("each record of a page is prepared in a turn of its own, so that a page of large ones holds up nobody", async () => {
  let turn = 0;
  const looked: number[] = [];
  const running = new AbortController();
  const others = (async () => {
    for (; !running.signal.aborted; turn += 1) await nextTurn();
  })();
  const records = Array.from({ length: 30 }, (_, index): HarvestedRecord => ({
    id: `cps:event:${index}`,
    typeName: "CpsEvent",
    kind: "Event",
    content: {},
    get links() {
      looked.push(turn);
      return [];
    },
    texts: [],
  }));
  const { quarantined } = await preparePage("CPS", records);
  running.abort();
  await others;
  expect(quarantined).toHaveLength(30);
  expect(new Set(looked).size).toBe(30);
});
