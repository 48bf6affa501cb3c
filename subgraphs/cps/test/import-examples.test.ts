import { readFile } from "node:fs/promises";
import { askData, type PartnerUnderTest, startPartnerUnderTest } from "@segpol/kit/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { partner } from "../src/partner.js";

const IMPORT = `mutation ($input: ImportRecordsInput!) { importRecords(input: $input) {
  notices error { message } counts { created changed unchanged bad } rows { id changes { column after } problems { message } }
} }`;

interface Answer {
  readonly importRecords: {
    readonly notices: readonly string[];
    readonly error: object | null;
    readonly counts: object;
    readonly rows: readonly { readonly id: string; readonly changes: readonly object[] }[];
  };
}

let running: PartnerUnderTest;
beforeAll(async () => {
  running = await startPartnerUnderTest(partner);
});
afterAll(() => running?.stop());

async function importExample(fileName: string): Promise<Answer["importRecords"]> {
  const content = await readFile(new URL(`../../../examples/import/${fileName}`, import.meta.url), "base64");
  const token = await running.issuers.token("users", "CPS", ["partner:CPS:editor"]);
  const headers = { authorization: `Bearer ${token}` };
  const input = { fileName, kind: "EVENT", content };
  return (await askData<Answer>(running.server.deskUrl, IMPORT, { input }, headers)).importRecords;
}

describe("the examples of docs/import.md", () => {
  test.each([
    ["events.csv", 8],
    ["round-tables.ics", 2],
  ])("%s says what is kept already", async (fileName, unchanged) => {
    expect(await importExample(fileName)).toMatchObject({
      error: null,
      notices: [],
      counts: { created: 0, changed: 0, unchanged, bad: 0 },
    });
  });

  test.each(["events.csv", "round-tables.ics"])("%s brings back what was changed", async (fileName) => {
    await running.sql(`update event set title = '{"original": "NL", "NL": "Anders"}' where id like '%recherche'`);
    const { counts, rows } = await importExample(fileName);
    expect(counts).toMatchObject({ changed: 1, bad: 0 });
    const changed = rows.filter(({ changes }) => changes.length > 0);
    expect(changed.map(({ id }) => id)).toEqual(["cps:event:2021-12-08-recherche"]);
    expect(changed[0]?.changes).toContainEqual({ column: "title.nl", after: "Recherche" });
  });
});
