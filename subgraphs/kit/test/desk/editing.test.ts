import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Editing } from "../../src/desk/records/editing.js";
import { samplePartner } from "../support/sample-partner.js";
import { dataOf, type DeskUnderTest, EDITOR, startDeskUnderTest } from "./ask-desk.js";

const actor = (subject: string, name?: string) => ({ subject, issuer: "https://issuer.example", roles: [], name });
const [on, off] = [
  { window: "1", isChanging: true },
  { window: "1", isChanging: false },
];

describe("who is changing a record", () => {
  it("is told to others while they say so, and for half a minute", () => {
    const editing = new Editing();
    const [ann, bob, id] = [actor("ann", "Ann"), actor("bob"), "sample:event:a"];
    expect(editing.note(id, ann, on, 0)).toEqual([]);
    expect(editing.note(id, bob, on, 1_000)).toEqual([{ name: "Ann", isYou: false, at: new Date(0) }]);
    expect(editing.note(id, ann, on, 2_000)).toEqual([{ name: null, isYou: false, at: new Date(1_000) }]);
    expect(editing.note("sample:event:b", ann, off, 2_000)).toEqual([]);
    expect(editing.note(id, bob, off, 3_000)).toEqual([{ name: "Ann", isYou: false, at: new Date(2_000) }]);
    expect(editing.note(id, ann, on, 3_000)).toEqual([]);
    expect(editing.note(id, bob, off, 33_000)).toEqual([{ name: "Ann", isYou: false, at: new Date(3_000) }]);
    expect(editing.note(id, bob, off, 33_001)).toEqual([]);
  });

  it("is told to the same person in another window", () => {
    const editing = new Editing();
    const ann = actor("ann", "Ann");
    editing.note("sample:event:a", ann, on, 0);
    const other = { window: "2", isChanging: true };
    expect(editing.note("sample:event:a", ann, other, 0)).toEqual([{ name: "Ann", isYou: true, at: new Date(0) }]);
  });

  it("is called so that a name changes nothing beside it", () => {
    const editing = new Editing();
    editing.note("sample:event:a", actor("ann", " An\u202En\n"), on, 0);
    expect(editing.note("sample:event:a", actor("bob"), off, 0).map(({ name }) => name)).toEqual(["An n"]);
  });

  it("is forgotten of the record that was heard of longest ago, beyond a thousand", () => {
    const editing = new Editing();
    for (let index = 0; index < 1_000; index += 1) editing.note(`sample:event:${index}`, actor("ann"), on, 0);
    editing.note("sample:event:0", actor("ann"), on, 0);
    editing.note("sample:event:new", actor("ann"), on, 0);
    expect(editing.note("sample:event:0", actor("bob"), off, 0)).toHaveLength(1);
    expect(editing.note("sample:event:1", actor("bob"), off, 0)).toHaveLength(0);
  });

  describe("at a desk", () => {
    let desk: DeskUnderTest;
    beforeAll(async () => {
      desk = await startDeskUnderTest(samplePartner());
    });
    afterAll(() => desk?.stop());

    it("is told between people, and nothing of another partner's records", async () => {
      const note = async (id: string, subject: string) =>
        dataOf(
          await desk.askDesk(
            'mutation ($id: ID!) { noteEditing(id: $id, isChanging: true, window: "1") { name isYou at } }',
            { id },
            await desk.issuers.token("users", "SAMPLE", [EDITOR], { subject }),
          ),
        )["noteEditing"];
      expect(await note("sample:event:a", "ann")).toEqual([]);
      expect(await note("sample:event:a", "bob")).toEqual([
        { name: null, isYou: false, at: expect.any(String) as string },
      ]);
      expect(await note("cps:event:a", "ann")).toEqual([]);
      expect(await note("cps:event:a", "bob")).toEqual([]);
      expect(await note("\u0000", "bob")).toEqual([]);
    });
  });
});
