import { describe, expect, it } from "vitest";
import { FetchedTree } from "../../src/graph/request/fetched-tree.js";

const record = (type: string, id: string) => ({ __typename: type, id });
const treeOf = (...roots: Record<string, unknown>[]): FetchedTree => {
  const tree = new FetchedTree();
  for (const root of roots) tree.addRoot(root);
  return tree;
};

describe("the place of a representation's record", () => {
  it("is found among records of other types", () => {
    const tree = treeOf({
      list: { nodes: [record("A", "1"), record("B", "2"), null, record("A", "3"), record("B", "4")] },
    });
    expect(tree.places(["list", "nodes", "@"], [record("B", "2"), record("B", "4")])).toEqual([1, 3]);
  });

  it("is found in lists within lists, and where a list lacks", () => {
    const tree = treeOf({
      themes: [
        { events: { nodes: [record("A", "1"), record("B", "2")] } },
        { events: null },
        {},
        { events: { nodes: [record("A", "3"), record("B", "2")] } },
      ],
    });
    expect(tree.places(["themes", "@", "events", "nodes", "@"], [record("B", "2"), record("B", "2")])).toEqual([1, 3]);
  });

  it("is found for a single record, and in the second of two answers", () => {
    const tree = treeOf({ other: 1 }, { record: record("A", "1") });
    expect(tree.places(["record"], [record("A", "1")])).toEqual([0]);
  });

  it("is none when the record is not there, and those after it are found all the same", () => {
    const tree = treeOf({ nodes: [record("A", "1"), record("A", "2")] });
    expect(tree.places(["nodes", "@"], [record("A", "9"), record("A", "2")])).toEqual([-1, 1]);
  });

  it("is found with what later fetches have merged into the records", () => {
    const first = record("A", "1");
    const tree = treeOf({ nodes: [first] });
    Object.assign(first, { series: record("B", "2") });
    expect(tree.places(["nodes", "@", "series"], [record("B", "2")])).toEqual([0]);
  });
});
