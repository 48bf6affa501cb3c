import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { RecordFiles } from "../../src/files/record-files.js";
import { removeOldFiles } from "../../src/serving/send-evidence.js";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test("files that psql has left are removed every ten minutes, until the server stops", async () => {
  const files: Pick<RecordFiles, "removeOld"> = { removeOld: vi.fn<() => Promise<void>>(() => Promise.resolve()) };
  const stop = removeOldFiles(files);
  await vi.advanceTimersByTimeAsync(599_000);
  expect(files.removeOld).toHaveBeenCalledTimes(0);
  await vi.advanceTimersByTimeAsync(601_000);
  expect(files.removeOld).toHaveBeenCalledTimes(2);
  await stop();
  await vi.advanceTimersByTimeAsync(3_600_000);
  expect(files.removeOld).toHaveBeenCalledTimes(2);
});
