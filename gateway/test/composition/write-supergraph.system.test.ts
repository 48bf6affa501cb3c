import { spawn } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { createStubDefinition } from "../../src/testing/stub-definition.js";
import { partnerPackage, temporaryRepository } from "../registry/temporary-repository.js";

const program = fileURLToPath(new URL("../../dist/cli/write-supergraph.js", import.meta.url));

test("the graphs are written, found up to date, and found out when a partner changes", async () => {
  const rootDir = await repository();
  expect(await run("--root", rootDir, "--check")).toMatchObject({
    status: 1,
    stderr: expect.stringContaining("supergraph.graphql"),
  });
  await expect(readFile(join(rootDir, "gateway/supergraph.graphql"))).rejects.toMatchObject({ code: "ENOENT" });
  expect(await run("--root", rootDir)).toMatchObject({ status: 0, stderr: "" });
  expect(await readFile(join(rootDir, "gateway/supergraph.graphql"), "utf8")).toContain(
    "http://localhost:4000/catalogue/graphql",
  );
  expect(await readFile(join(rootDir, "gateway/catalogue.graphql"), "utf8")).toContain(
    "type CpsEvent implements Record & Event",
  );
  expect(await run("--root", rootDir, "--check")).toMatchObject({ status: 0, stderr: "" });
  const schema = join(rootDir, "subgraphs/cps/schema.graphql");
  await writeFile(schema, (await readFile(schema, "utf8")).replaceAll("registeredBy", "enteredBy"));
  expect(await run("--root", rootDir, "--check")).toMatchObject({ status: 1, stdout: "" });
});

test("addresses are the default ones whatever the environment says", async () => {
  const rootDir = await repository();
  await run("--root", rootDir);
  expect(await readFile(join(rootDir, "gateway/supergraph.graphql"), "utf8")).toContain(
    '"http://localhost:4101/graphql"',
  );
});

test("what is wrong with a partner is said without a stack trace", async () => {
  const refused = await repository("type CpsEvent { id: ID! }");
  expect(await run("--root", refused)).toMatchObject({
    status: 1,
    stderr: expect.stringMatching(/CPS: NOT_FEDERATION_2/),
  });
  const none = await temporaryRepository({ "package.json": {} });
  const { status, stderr } = await run("--root", none);
  expect(status).toBe(1);
  expect(stderr).toContain("Expected folders subgraphs and plugins");
  expect(stderr).not.toContain("    at ");
});

test("help is given when asked, and when the arguments are not understood", async () => {
  expect(await run("--help")).toMatchObject({ status: 0, stdout: expect.stringContaining("--check") });
  expect(await run("--cheque")).toMatchObject({ status: 2, stderr: expect.stringContaining("--check") });
});

function repository(sdl = createStubDefinition("CPS").sdl): Promise<string> {
  return temporaryRepository({
    "subgraphs/cps/package.json": partnerPackage("CPS"),
    "subgraphs/cps/schema.graphql": sdl,
    "gateway/package.json": {},
  });
}

async function run(...args: string[]): Promise<{ status: number | null; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, [program, ...args], {
    env: { ...process.env, CPS_URL: "http://elsewhere.example/graphql" },
  });
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  const [stdout, stderr, status] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { status, stdout, stderr };
}
