import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { previewRecord } from "../../src/desk/records/preview.js";
import { readSnapshot } from "../../src/desk/records/snapshot.js";
import { samplePartner } from "../support/sample-partner.js";
import { openDesk } from "./support.js";
import { dataOf, type DeskUnderTest, startDeskUnderTest } from "./ask-desk.js";

/** Of another partner. */
const [SHOWN, HIDDEN] = ["cps:event:seen", "cps:event:unseen"];

describe("what readers of each level see of a record", () => {
  const partner = samplePartner();
  let desk: DeskUnderTest;
  beforeAll(async () => {
    desk = await startDeskUnderTest(partner);
  });
  afterAll(() => desk?.stop());

  async function make(slug: string, more: object = {}, isPublished = true): Promise<string> {
    const input = { title: { NL: slug }, type: "NEWS", ...more };
    const made = await desk.mutate("createPublication", {
      slug: ["String", slug],
      input: ["PublicationInput!", input],
      draft: ["Boolean", !isPublished],
    });
    expect(made.errors).toEqual([]);
    return made.record?.id ?? "";
  }

  const preview = async (id: string) =>
    dataOf(
      await desk.askDesk(
        "query ($id: ID!) { recordPreviews(id: $id) { hubAnswers previews { reader isSeen hiddenLinks } } }",
        { id },
      ),
    )["recordPreviews"];

  it("goes by its visibility, and leaves out links to what they do not see", async () => {
    const [open, draft, partners, cabinet] = [
      await make("open"),
      await make("draft", {}, false),
      await make("partners", { visibility: "PARTNERS" }),
      await make("cabinet", { visibility: "CABINET" }),
    ];
    const links = [open, draft, partners, cabinet, SHOWN, HIDDEN].map((id) => ({ rel: "related", id }));
    const id = await make("linking", { visibility: "PARTNERS", links });
    expect(await preview(id)).toEqual({
      hubAnswers: false,
      previews: [
        { reader: "PUBLIC", isSeen: false, hiddenLinks: [draft, partners, cabinet] },
        { reader: "PARTNERS", isSeen: true, hiddenLinks: [draft, cabinet] },
        { reader: "CABINET", isSeen: true, hiddenLinks: [draft] },
      ],
    });

    const { orm, stop } = await openDesk(partner, desk.servingUrl);
    try {
      const em = orm.em.fork();
      const snapshot = await readSnapshot(em, "Publication", id);
      if (!snapshot) throw new Error("Expected a record.");
      const told = await previewRecord(em, snapshot, partner.code, new Set([SHOWN]));
      expect(told.map(({ hiddenLinks }) => hiddenLinks.includes(HIDDEN))).toEqual([true, false, false]);
      expect(told.some(({ hiddenLinks }) => hiddenLinks.includes(SHOWN))).toBe(false);
    } finally {
      await stop();
    }
  });

  it("is nothing of a record that is withdrawn, and is not told of one that is not here", async () => {
    const id = await make("gone");
    await desk.mutate("withdrawRecord", { id: ["ID!", id], version: ["Int!", 1] });
    const seen = (await preview(id)) as { readonly previews: readonly { readonly isSeen: boolean }[] };
    expect(seen.previews.map(({ isSeen }) => isSeen)).toEqual([false, false, false]);
    for (const other of ["sample:publication:none", "cps:event:x", "\u0000", ""])
      expect(await preview(other)).toBeNull();
  });
});
