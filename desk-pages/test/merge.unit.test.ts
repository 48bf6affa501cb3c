import { describe, expect, it } from "vitest";
import { merge } from "../src/form/merge.js";

describe("two people's changes of one record", () => {
  const base = { title: { NL: "Oud", FR: "Ancien" }, speakers: ["A"], livestream: "x", place: { name: "Gent" } };

  it("go together where they are about different fields, within texts and objects too", () => {
    const mine = { ...base, title: { NL: "Mijn", FR: "Ancien" } };
    const theirs = { ...base, title: { NL: "Oud", FR: "Leur" }, place: { name: "Gent", country: "BE" } };
    const { values, clashes, taken } = merge(base, mine, theirs);
    expect(values).toEqual({ ...base, title: { NL: "Mijn", FR: "Leur" }, place: { name: "Gent", country: "BE" } });
    expect(clashes).toEqual([]);
    expect(taken.map(({ path }) => path)).toEqual(["title.FR", "place"]);
  });

  it("clash where both wrote something else in one place, and lists are one place: mine stays until somebody chooses", () => {
    const mine = { ...base, title: { NL: "Mijn", FR: "Ancien" }, speakers: ["A", "B"] };
    const theirs = { ...base, title: { NL: "Hun", FR: "Ancien" }, speakers: ["C"] };
    const { values, clashes } = merge(base, mine, theirs);
    expect(values).toEqual(mine);
    expect(clashes).toEqual([
      { path: "title.NL", base: "Oud", mine: "Mijn", theirs: "Hun" },
      { path: "speakers", base: ["A"], mine: ["A", "B"], theirs: ["C"] },
    ]);
  });

  it("are no clash where both wrote the same, or one cleared what the other left alone", () => {
    const { livestream: _gone, ...without } = base;
    expect(merge(base, without, base)).toMatchObject({ values: without, clashes: [], taken: [] });
    expect(merge(base, base, without).values["livestream"]).toBeUndefined();
    const same = { ...base, livestream: "y" };
    expect(merge(base, same, same)).toMatchObject({ values: same, clashes: [], taken: [] });
  });
});
