import { askData, askEntities, type PartnerUnderTest, readFeed, startPartnerUnderTest } from "@segpol/kit/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { partner } from "../src/partner.js";

const ROUND_TABLE = "cps:event:2021-12-08-recherche";
const STUDY_DAY = "cps:event:2021-10-15-opleiding-van-de-politie";
const GROUPS = [1, 2, 3, 4, 5].map((number) => ({ number, participantsMin: 8, participantsMax: 10 }));

interface FocusGroup {
  readonly eventId: string;
  readonly number: number;
}

let running: PartnerUnderTest;
beforeAll(async () => {
  running = await startPartnerUnderTest(partner);
});
afterAll(() => running?.stop());

async function focusGroups(args = ""): Promise<FocusGroup[]> {
  const data = await askData<{ cpsFocusGroups: FocusGroup[] }>(
    running.url,
    `{ cpsFocusGroups${args} { eventId number } }`,
  );
  return data.cpsFocusGroups;
}

describe("focus groups", () => {
  test("are five of 8 to 10 at a round table, and none at a study day", async () => {
    const selection = "focusGroups { number participantsMin participantsMax }";
    expect(await askEntities(running.url, "CpsEvent", [ROUND_TABLE, STUDY_DAY], selection)).toEqual([
      { focusGroups: GROUPS },
      { focusGroups: [] },
    ]);
  });

  test("of many events cost one statement", async () => {
    const ids = partner.seed?.events?.map(({ id }) => id) ?? [];
    running.statements.length = 0;
    await askEntities(running.url, "CpsEvent", ids, "id focusGroups { number }");
    expect(running.statements.filter((sql) => sql.includes("focus_group"))).toHaveLength(1);
  });

  test("are listed by a query of CPS's own, all or those of one event", async () => {
    expect(await focusGroups()).toHaveLength(30);
    const ofOne = await focusGroups(`(event: "${ROUND_TABLE}")`);
    expect(ofOne.map(({ eventId, number }) => [eventId, number])).toEqual(
      GROUPS.map(({ number }) => [ROUND_TABLE, number]),
    );
    expect(await focusGroups('(event: "cps:event:unknown")')).toEqual([]);
  });

  test("that change count as a change of their event", async () => {
    const { cursor } = await readFeed(running.url);
    await running.sql("update focus_group set participants_max = 12 where event_id = $1 and number = 1", [ROUND_TABLE]);
    expect((await readFeed(running.url, cursor)).changes.map(({ id }) => id)).toEqual([ROUND_TABLE]);
  });
});
