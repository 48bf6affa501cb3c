import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Defer } from "./benchmark.ts";

const PLAIN = fileURLToPath(new URL("plain-server.ts", import.meta.url));

/** Starts Fastify and nothing else, in a process of its own, which sends this answer whatever is asked. */
export async function startPlainServer(
  answer: string,
  defer: Defer,
): Promise<{ readonly address: string; readonly pid: number | undefined }> {
  const folder = await mkdtemp(join(tmpdir(), "segpol-bench-"));
  defer(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, "answer.json");
  await writeFile(file, answer);
  const child: ChildProcess = fork(PLAIN, [file]);
  defer(async () => {
    child.disconnect();
    await once(child, "exit");
  });
  const [{ address }] = (await once(child, "message")) as [{ address: string }];
  return { address, pid: child.pid };
}
