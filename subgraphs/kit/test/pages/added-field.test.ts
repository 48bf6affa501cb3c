import "reflect-metadata";
import { preparePage, type GraphRequest } from "@segpol/desk-pages";
import { describe, expect, it } from "vitest";
import { describeModel } from "../../src/desk-graph/types/model-types.js";
import { optional } from "../../src/model/field.js";
import { MODEL } from "../../src/model/model.js";
import { WORDS } from "../../src/model/plain-sorts.js";

const interpretation = optional(WORDS, "Languages into which it is interpreted, and how.", [
  "Vertolking",
  "Interprétation",
  "Verdolmetschung",
  "Interpretation",
]);
const model = { ...MODEL, own: { ...MODEL.own, Event: { ...MODEL.own.Event, interpretation } } };
const title = { original: "NL", NL: "Studiedag", FR: null, DE: null, EN: null };
const text = { field: "interpretation", language: "NL", text: "Gebarentaal", original: true };
const record = {
  id: "cps:event:x",
  recordKind: "Event",
  version: 1,
  draft: true,
  withdrawnAt: null,
  updatedAt: "2026-01-01T00:00:00.000Z",
  visibility: "PUBLIC",
  title,
  problems: [],
  values: { title, interpretation: { original: "NL", NL: "Gebarentaal" } },
  texts: [text],
};

/** What the desk of a partner with that model would answer. */
async function transport({ name }: GraphRequest) {
  const recordModel = describeModel(model, "FR", () => true);
  const outcome = { status: "CHANGED", errors: [], warnings: [], changes: [], record: null };
  const data = /^(?:Publish|Withdraw|Erase|Unpublish|Restore)/.test(name)
    ? { outcome }
    : {
        recordModel,
        record,
        recordPreviews: { hubAnswers: true, previews: [{ reader: "PUBLIC", isSeen: true, hiddenLinks: [] }] },
        audit: { nodes: [], totalCount: 0, pageInfo: { hasNextPage: false, endCursor: null } },
      };
  return { body: { data }, requestId: undefined };
}

async function htmlOf(path: string): Promise<string> {
  const page = await preparePage(new Request(`http://desk.test/desk/fr${path}`), {
    transport,
    assetsOf: () => ({ script: "/s.js", styles: [], preloads: [] }),
    place: { code: "CPS", name: "CPS", hubUrl: null },
    reader: { state: "SIGNED_IN", subject: "s", name: "S", mayRead: true, mayEdit: true, formToken: "t" },
  });
  if (page instanceof Response) throw new Error(`Expected a page; got a way to ${page.headers.get("location")}.`);
  expect(page.status).toBe(200);
  return page.render().split('<script id="state"')[0] ?? "";
}

describe("a field that the record model gains", () => {
  it.each([
    ["the form of a new record", "/new/Event", undefined],
    ["the form of a record", "/records/cps:event:x", "Gebarentaal"],
    ["its translations", "/records/cps:event:x/translations?into=FR", "Gebarentaal"],
    ["what readers will see", "/records/cps:event:x/state", "Gebarentaal"],
  ])("is in %s, with its label in the page's language, without a line of page code", async (_where, path, value) => {
    const html = await htmlOf(path);
    expect(html).toContain("Interprétation");
    if (value !== undefined) expect(html).toContain(value);
  });
});
