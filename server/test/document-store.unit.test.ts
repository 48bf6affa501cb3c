import { parse } from "graphql";
import { expect, test } from "vitest";
import { keepDocuments } from "../src/graphql/document-store.js";

type Plugin = ReturnType<typeof keepDocuments>["plugin"];
type Listener = Exclude<Awaited<ReturnType<NonNullable<Plugin["requestDidStart"]>>>, void>;
type Running = Parameters<NonNullable<Listener["executionDidStart"]>>[0];

async function run({ plugin }: ReturnType<typeof keepDocuments>, queryHash: string, source: string): Promise<void> {
  const asked = { queryHash, source, document: parse(source) } as Running;
  const listener = await plugin.requestDidStart?.(asked);
  await listener?.executionDidStart?.(asked);
}

test("what runs is kept under the hash of its text, whatever stands before it in the key", async () => {
  const kept = keepDocuments();
  await run(kept, "abc", "{ a }");
  expect(await kept.store.get("schema-hash:abc")).toEqual(parse("{ a }"));
  await kept.store.delete("schema-hash:abc");
  expect(await kept.store.get("abc")).toBeUndefined();
});

test("what was only found valid, and may be refused, leaves nothing", async () => {
  const kept = keepDocuments();
  await kept.store.set("abc", parse("{ a }"));
  expect(await kept.store.get("abc")).toBeUndefined();
});

test("the oldest go when all take more than the bytes that there are, and one that is larger alone is not kept", async () => {
  const kept = keepDocuments(10_000);
  const query = (name: string): string => `{ ${name.repeat(12)} }`;
  for (const name of ["a", "b", "c"]) await run(kept, name, query(name));
  expect(await kept.store.get("a")).toBeUndefined();
  expect(await kept.store.get("c")).toBeDefined();
  await run(kept, "large", query("d".repeat(10)));
  expect(await kept.store.get("large")).toBeUndefined();
  expect(await kept.store.get("c")).toBeDefined();
});
