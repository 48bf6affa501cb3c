import { expect, it } from "vitest";
import { KeptRecords, type ReadWhole } from "../../src/catalogue/read/index/kept-records.js";
import { recordFacts } from "../../src/catalogue/record/record-facts.js";
import type { NamedRow } from "../../src/catalogue/read/index/record-row.js";

const named = (id: string, digest: string, version = 1): NamedRow => ({
  id,
  digest,
  version,
  visibility: "PUBLIC",
  updated_at: new Date(0),
});

/** Reads records of which each has its digest as its topic; `asked` are the ids that were read. */
function reading(rows: readonly NamedRow[], asked: (readonly string[])[]): ReadWhole {
  return (_columns, ids) => {
    asked.push(ids);
    const found = rows.filter(({ id }) => ids.includes(id));
    return Promise.resolve(
      found.map((row) => ({
        ...row,
        partner: "CPS",
        kind: "Event",
        type_name: "CpsEvent",
        languages: [],
        themes: [],
        criteria: [],
        category: null,
        status: null,
        ref: null,
        due_on: null,
        assessed: null,
        closure: null,
        territory: null,
        facts: recordFacts({ kind: "Event", content: {}, texts: {} }),
        card: {},
        card_texts: {},
        content: { speakers: [row.digest] },
        texts: {},
        characters: 10,
      })),
    );
  };
}

async function speakers(
  kept: KeptRecords,
  rows: readonly NamedRow[],
  asked: (readonly string[])[],
): Promise<unknown[]> {
  const found = await kept.complete(rows, reading(rows, asked));
  return found.map(({ id, version, details }) => [id, version, details?.["speakers"]]);
}

it("a record is read once for each of its digests, and has what a statement says of it apart", async () => {
  const kept = new KeptRecords();
  const asked: (readonly string[])[] = [];
  expect(await speakers(kept, [named("a", "1"), named("b", "1"), named("a", "1")], asked)).toEqual([
    ["a", 1, ["1"]],
    ["b", 1, ["1"]],
    ["a", 1, ["1"]],
  ]);
  expect(await speakers(kept, [named("a", "1", 2), named("b", "2")], asked)).toEqual([
    ["a", 2, ["1"]],
    ["b", 1, ["2"]],
  ]);
  expect(asked).toEqual([["a", "b"], ["b"]]);
});

it("one without a digest is read each time, and one that is not named is not there", async () => {
  const kept = new KeptRecords();
  const asked: (readonly string[])[] = [];
  for (const _time of [1, 2]) await speakers(kept, [named("a", "")], asked);
  expect(asked).toEqual([["a"], ["a"]]);
  expect(await kept.complete([], reading([], asked))).toEqual([]);
  expect(await kept.complete([named("gone", "1")], reading([], asked))).toEqual([]);
});
