import { join } from "node:path";
import { expect, it, onTestFinished, vi } from "vitest";
import { assertPortsFree, freePort } from "../src/ports.js";
import type { ReportLine } from "../src/supervision/report.js";
import { SupervisedProcess } from "../src/supervision/supervised-process.js";
import { fakePackage, occupy, temporaryFolder } from "./support.js";

it("a process that is killed again and again while it is ready is started again after half a second each time", async () => {
  const folder = await temporaryFolder();
  await fakePackage(folder, "CPS", {});
  const lines: ReportLine[] = [];
  const spec = {
    who: "CPS",
    folder,
    env: { ...process.env, PORT: String(await freePort()), HOST: "127.0.0.1" },
    logFile: join(folder, "logs", "cps.log"),
  };
  const supervised = new SupervisedProcess(spec, (line) => lines.push(line));
  onTestFinished(() => supervised.stop());
  await supervised.start({ insist: false });
  for (let kill = 0; kill < 3; kill += 1) {
    const before = supervised.pid ?? 0;
    process.kill(before, "SIGKILL");
    await vi.waitUntil(() => supervised.pid !== undefined && supervised.pid !== before, 20_000);
    await supervised.whenReady();
  }
  const restarts = lines.flatMap(({ text }) => /started again in (.*?) s/.exec(text)?.[1] ?? []);
  expect(restarts).toEqual(["0.5", "0.5", "0.5"]);
});

it("ports that are taken are told with an offset at which all are free, counted from the one there is", async () => {
  const port = await freePort();
  await occupy(port);
  const uses = [{ who: "the hub", port, variable: "HUB_PORT" }];
  const message = async (offset?: number): Promise<string> =>
    await assertPortsFree(uses, offset).then(
      () => "",
      (error: unknown) => String(error),
    );
  const [, moved] = /SEGPOL_PORT_OFFSET=(\d+) moves/.exec(await message(600)) ?? [];
  expect(Number(moved)).toBeGreaterThan(600);
  await expect(
    assertPortsFree([{ who: "the hub", port: port + Number(moved) - 600, variable: "HUB_PORT" }]),
  ).resolves.toBeUndefined();
  expect(await message()).not.toContain("SEGPOL_PORT_OFFSET");
});
