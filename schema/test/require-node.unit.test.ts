import { afterEach, expect, test, vi } from "vitest";

const said: string[] = [];
const ended: number[] = [];

async function startedWith(version: string): Promise<void> {
  vi.stubGlobal("process", {
    versions: { node: version },
    version: `v${version}`,
    stderr: { write: (text: string) => said.push(text) },
    exit: (code: number) => ended.push(code),
  });
  vi.resetModules();
  await import("../require-node.js");
}

afterEach(() => {
  vi.unstubAllGlobals();
  said.length = 0;
  ended.length = 0;
});

test("a command that is started with Node 20 says which one it needs, and ends", async () => {
  await startedWith("20.20.2");
  expect(ended).toEqual([1]);
  expect(said.join("")).toMatch(/^Expected Node 24 or newer; got v20\.20\.2\.\nRun the command with npm/);
});

test.each(["24.0.0", "26.1.0"])("a command that is started with Node %s runs", async (version) => {
  await startedWith(version);
  expect([said, ended]).toEqual([[], []]);
});
