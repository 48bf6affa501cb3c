import { readdir, readFile } from "node:fs/promises";
import { askData, type PartnerUnderTest, startPartnerUnderTest } from "@segpol/kit/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { partner } from "../src/partner.js";

const FOLDER = new URL("../../../examples/desk/", import.meta.url);

let running: PartnerUnderTest;
beforeAll(async () => {
  running = await startPartnerUnderTest(partner);
});
afterAll(() => running?.stop());

interface Answer {
  readonly status?: string;
  readonly errors?: readonly object[];
  readonly totalCount?: number;
}

async function askExample(name: string): Promise<Answer> {
  const token = await running.issuers.token("users", "GENT", ["partner:GENT:editor"]);
  const query = await readFile(new URL(name, FOLDER), "utf8");
  const headers = { authorization: `Bearer ${token}` };
  const data = await askData<Record<string, Answer>>(running.server.deskUrl, query, {}, headers);
  const [answer] = Object.values(data);
  if (!answer) throw new Error(`Expected ${name} to ask for something.`);
  return answer;
}

test("the examples of docs/desk.md do what they say, one after the other", async () => {
  const names = (await readdir(FOLDER)).toSorted();
  expect(names).toHaveLength(10);
  for (const name of names) {
    const { status, errors, totalCount } = await askExample(name);
    if (status === undefined) expect(totalCount, name).toBeGreaterThan(0);
    else expect([errors, status], name).toEqual([[], name.startsWith("01") ? "CREATED" : "CHANGED"]);
  }
  expect(await askExample("01-make-a-draft.graphql")).toMatchObject({ status: "CREATED", record: { version: 1 } });
});
